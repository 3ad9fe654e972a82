/** Front door of the template packs. `design` and `code` are pure: the same input always gives the same output. */
export { code, type Files } from './code.ts'
export { design } from './design.ts'
export { NoTemplate } from './no-template.ts'
export type { PackManifest } from './pack.ts'
export { packs } from './packs.ts'
export { serviceFiles } from './service/index.ts'

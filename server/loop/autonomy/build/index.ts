export { buildChange } from './build.ts'
export { prepareWorkspace } from './first-release.ts'

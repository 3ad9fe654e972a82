export { listChanges } from './list.ts'
export { type ChangeOverview, readChange } from './read.ts'

export type { ChangeLine } from './vocabulary.ts'

export { readCalls } from './calls.ts'
export { listChanges } from './list.ts'
export { readPlan } from './plan.ts'
export { type ChangeOverview, readChange } from './read.ts'
export { searchChanges } from './search.ts'

export type { ChangeLine } from './vocabulary.ts'

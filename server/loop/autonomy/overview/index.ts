export { everyChange, listChanges } from './list.ts'
export { type ChangeOverview, readChange } from './read.ts'

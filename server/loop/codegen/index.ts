export { generate } from './generate.ts'

export { type FileChange, readDiff } from './read-diff.ts'
export { runsOfChange } from './store.ts'

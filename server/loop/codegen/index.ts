export { generate } from './generate.ts'

export { readDiff, readFileDiff } from './read-diff.ts'
export { runsOfChange } from './store.ts'

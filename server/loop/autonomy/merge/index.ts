export { mergeChange } from './merge.ts'
export { revertChange } from './revert.ts'

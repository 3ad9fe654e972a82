export { AmendChange, amendChange } from './amend.ts'
export { SubmitCommit, submitCommit } from './submit-commit.ts'

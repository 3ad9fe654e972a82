export { amendChange } from './amend.ts'
export { submitCommit } from './submit-commit.ts'

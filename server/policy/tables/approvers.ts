export { approvers } from '#server/policy/vocabulary.ts'

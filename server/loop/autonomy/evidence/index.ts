export { gatherEvidence } from './gather.ts'
export { insertEvidence } from './store.ts'

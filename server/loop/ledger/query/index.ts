export { listHeads, type SignedHead } from './list-heads.ts'
export { readEntries, type WholeEntry } from './read-entries.ts'
export { readDisclosed, readProof } from './read-more.ts'

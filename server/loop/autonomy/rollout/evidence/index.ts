export { type Decision, decide } from './decide.ts'
export type { EvidenceNumbers, SourceNumbers, TestNumbers } from './numbers.ts'
export { assess, beginEvidence, type EvidenceState } from './state.ts'
export type { EvidenceSource, Verdict, VerdictReason } from './vocabulary.ts'

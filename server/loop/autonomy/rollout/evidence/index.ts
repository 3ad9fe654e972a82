export { type Decision, decide } from './decide.ts'
export { type Latency, mergeLatency, quantile } from './latency.ts'
export type { EvidenceNumbers, SourceNumbers, TestNumbers } from './numbers.ts'
export { assess, beginEvidence, type EvidenceState } from './state.ts'
export {
  type EvidenceSource,
  evidenceSources,
  type Verdict,
  type VerdictReason,
  verdictReasons,
  verdicts,
} from './vocabulary.ts'

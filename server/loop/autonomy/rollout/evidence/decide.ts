import type { Triggers } from '../../thresholds.ts'
import { type EvidenceNumbers, numbersOf, type SourceNumbers } from './numbers.ts'
import { recentlyOver } from './recent.ts'
import type { EvidenceState } from './state.ts'
import { type EvidenceSource, evidenceSources, type Verdict, type VerdictReason } from './vocabulary.ts'

export interface Decision {
  verdict: Verdict
  reason: VerdictReason
  /** Everything the verdict rests on, thresholds included, for the record. */
  numbers: EvidenceNumbers
}

/** The judge: what the evidence so far says. Cutting and taking back come first, promotion last. */
export function decide(state: EvidenceState, triggers: Triggers): Decision {
  const numbers = numbersOf(state, triggers)
  const [verdict, reason] = conclude(state, triggers, numbers)
  return { verdict, reason, numbers }
}

function conclude(
  state: EvidenceState,
  triggers: Triggers,
  numbers: EvidenceNumbers,
): readonly [Verdict, VerdictReason] {
  const sources = evidenceSources.map((source) => numbers.sources[source])
  if (state.exitedAt !== null) return ['rollBack', 'exited']
  if (state.unhealthyAt !== null) return ['rollBack', 'unhealthy']

  const errors = sources.some((source) => convicted(source.error, triggers))
  const latency = sources.some((source) => convicted(source.slow, triggers) && !source.sharedSlowness)
  if (errors && !numbers.sharedCause) return ['rollBack', 'errors']
  if (latency && !numbers.sharedCause) return ['rollBack', 'latency']
  if (evidenceSources.some((source) => overRecently(state, source, triggers))) return ['cut', 'recentErrors']

  if (numbers.sharedCause) return ['freeze', 'sharedCause']
  if (sources.some((source) => source.error.evidence >= triggers.evidence.freeze)) return ['freeze', 'errorsSuspected']
  const slowing = sources.filter((source) => source.slow.evidence >= triggers.evidence.freeze)
  if (slowing.some((source) => !source.sharedSlowness)) return ['freeze', 'latencySuspected']
  if (slowing.length > 0) return ['freeze', 'sharedSlowness']
  return proven(sources, triggers) ? ['proven', 'withinLimits'] : ['gather', 'tooFewRequests']
}

function convicted(numbers: { peakEvidence: number; lateEvidence: number }, { evidence }: Triggers): boolean {
  return numbers.peakEvidence >= evidence.rollBack || numbers.lateEvidence >= evidence.lateOnset
}

function overRecently(state: EvidenceState, source: EvidenceSource, { errorRate }: Triggers): boolean {
  return recentlyOver(state.sources[source].recent, errorRate.limit, errorRate.recentAttempts)
}

/** One source must prove both promises; no source may lean the other way. */
function proven(sources: readonly SourceNumbers[], { evidence }: Triggers): boolean {
  const shown = sources.some(({ error, slow }) => error.proof >= evidence.prove && slow.proof >= evidence.prove)
  return shown && sources.every(({ error, slow }) => error.evidence <= 1 && slow.evidence <= 1)
}

import type { Triggers } from '../../thresholds.ts'
import { quantile } from './latency.ts'
import { logEvidence, type Process } from './process.ts'
import { cleanTrialsToProve, logProof, upperBound } from './proof.ts'
import { type Baseline, type EvidenceState, latencyLimit, type SourceEvidence } from './state.ts'
import type { EvidenceSource } from './vocabulary.ts'

export interface EvidenceNumbers {
  sources: Record<EvidenceSource, SourceNumbers>
  stable: { attempts: number; failures: number; evidence: number }
  sharedCause: boolean
  healthFailuresInARow: number
  exitedAt: string | null
  unhealthyAt: string | null
  triggers: Triggers
}

export interface SourceNumbers {
  error: TestNumbers
  slow: TestNumbers
  recent: { attempts: number; failures: number }
  /** The running version was slow too, at the same limit, and the new one not much more often. */
  sharedSlowness: boolean
  p95Ms: number | null
  latencyLimitMs: number
}

export interface TestNumbers {
  trials: number
  bad: number
  limit: number
  /** e-value against "within the limit", now and at its largest; and of the restarted test for late onset. */
  evidence: number
  peakEvidence: number
  lateEvidence: number
  /** e-value for "within the limit", and the bound it gives. */
  proof: number
  upperBound: number
  /** Attempts without a failure that would prove the limit from nothing: what a page shows as "of n". */
  cleanTrialsNeeded: number
}

/** Every e-value, count and threshold, so that an auditor can replay the decision. */
export function numbersOf(state: EvidenceState, triggers: Triggers): EvidenceNumbers {
  const { attempts, failures, evidence } = stableNumbers(state, triggers)
  return {
    sources: {
      live: sourceNumbers(state.sources.live, state.baseline.live, triggers),
      probe: sourceNumbers(state.sources.probe, state.baseline.probe, triggers),
    },
    stable: { attempts, failures, evidence },
    sharedCause: shared(state.baseline.live.error, state.sources.live.error, triggers),
    healthFailuresInARow: state.healthFailuresInARow,
    exitedAt: state.exitedAt,
    unhealthyAt: state.unhealthyAt,
    triggers,
  }
}

function sourceNumbers(source: SourceEvidence, baseline: Baseline, triggers: Triggers): SourceNumbers {
  return {
    error: testNumbers(source.error, triggers.errorRate.limit, triggers),
    slow: testNumbers(source.slow, triggers.latency.slowShare, triggers),
    recent: { attempts: source.recent.attempts, failures: source.recent.failures },
    sharedSlowness: shared(baseline.slow, source.slow, triggers),
    p95Ms: quantile(source.latency, 0.95),
    latencyLimitMs: latencyLimit(baseline, triggers),
  }
}

function testNumbers(process: Process, limit: number, { evidence }: Triggers): TestNumbers {
  return {
    trials: process.trials,
    bad: process.bad,
    limit,
    evidence: finite(logEvidence(process, limit)),
    peakEvidence: finite(process.peak),
    lateEvidence: finite(process.restartedPeak),
    proof: finite(logProof(process, limit)),
    upperBound: upperBound(process, evidence.prove),
    cleanTrialsNeeded: cleanTrialsToProve(limit, evidence.prove),
  }
}

function stableNumbers(state: EvidenceState, triggers: Triggers) {
  const { error } = state.baseline.live
  return { attempts: error.trials, failures: error.bad, evidence: finite(logEvidence(error, triggers.errorRate.limit)) }
}

/** Stable is bad too, and the canary not much more often: the change may not be the cause. Errors: of users' attempts only. */
function shared(stable: Process, canary: Process, { sharedCause }: Triggers): boolean {
  if (Math.exp(stable.peak) < sharedCause.stableEvidence) return false
  return share(canary) <= sharedCause.worseFactor * share(stable)
}

function share({ trials, bad }: Process): number {
  return trials === 0 ? 0 : bad / trials
}

/** JSON has no infinity: an e-value past any use is cut off there. */
function finite(logarithm: number): number {
  return Math.exp(Math.min(logarithm, 600))
}

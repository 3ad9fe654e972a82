import type { TrafficDriver } from '#server/ports/delivery.ts'
import { closeTriggers, type Triggers, triggers } from '../thresholds.ts'
import { assess, beginEvidence, type Decision, decide, type EvidenceState } from './evidence/index.ts'
import type { Trial } from './trial.ts'

/**
 * What one watcher has seen of one step. Kept in memory: after a crash the evidence is gathered again, in real time, which
 * can only delay a promotion.
 */
export class Observation {
  readonly trial: Trial
  readonly #triggers: Triggers
  #cursor: number | null = null
  #evidence: EvidenceState

  constructor(trial: Trial) {
    this.trial = trial
    this.#triggers = trial.closelyWatched ? closeTriggers : triggers
    this.#evidence = beginEvidence({ canary: trial.digest, stable: trial.stableDigest })
  }

  /** True while this still observes what is on trial now. */
  covers(trial: Trial): boolean {
    const { rolloutId, step, state, weight } = this.trial
    return rolloutId === trial.rolloutId && step === trial.step && state === trial.state && weight === trial.weight
  }

  /** Takes in what was counted since the last look; what came before the first look belongs to an earlier step. */
  async gather(traffic: TrafficDriver): Promise<Decision> {
    const { service, digest, stage, stableDigest } = this.trial
    const { cursor, batches } = await traffic.attempts(service, this.#cursor ?? Number.MAX_SAFE_INTEGER)
    this.#cursor = cursor
    const concerned = batches.filter(
      (batch) => (batch.artifactDigest === digest && batch.stage === stage) || batch.artifactDigest === stableDigest,
    )
    this.#evidence = concerned.reduce((state, batch) => assess(state, batch, this.#triggers), this.#evidence)
    return decide(this.#evidence, this.#triggers)
  }
}

import type { RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { artifactNamed } from './entry.ts'
import type { Decision } from './evidence/index.ts'
import type { LadderStep } from './schemas.ts'
import type { RolloutWithChange } from './store.ts'

type Measured = Extract<EntryDraft, { kind: 'performance' }>['predicate']['live']
type Seen = Decision['numbers']['sources']['live']

/**
 * What a stage that ends was like, by the edge's own counts of it; empty when nobody watched it, for then there is nothing to
 * say. @param rollout as it was in that stage
 */
export function performanceEntry(
  rollout: RolloutWithChange,
  stage: LadderStep['kind'] | 'production',
  decision: Decision | null,
  endedBy: string,
  now: Date,
): EntryDraft[] {
  if (!decision) return []
  const { live, probe } = decision.numbers.sources
  const { attempts, failures } = decision.numbers.stable
  return [
    {
      kind: 'performance',
      changeId: rollout.changeId,
      runId: null,
      riskTier: rollout.change.tier as RiskTier,
      subjects: [artifactNamed(rollout)],
      materials: [],
      predicate: {
        service: rollout.service,
        rolloutId: rollout.id,
        stage,
        step: rollout.step,
        weightPartsOf10k: rollout.weight,
        artifactDigest: rollout.artifactDigest,
        endedBy,
        observedMs: Math.max(0, now.getTime() - (rollout.stepStartedAt ?? now).getTime()),
        live: measured(live),
        probe: measured(probe),
        stable: { attempts, failures },
        limits: { errorRate: live.error.limit, slowShare: live.slow.limit },
      },
    },
  ]
}

function measured({ error, slow, p95Ms, latencyLimitMs }: Seen): Measured {
  return {
    attempts: error.trials,
    failures: error.bad,
    errorRate: error.trials > 0 ? error.bad / error.trials : null,
    slow: slow.bad,
    p95Ms,
    latencyLimitMs,
  }
}

import type { RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import type { Decision } from './evidence/index.ts'
import type { RolloutWithChange } from './store.ts'

type Event = Extract<EntryDraft, { kind: 'deployment' }>['predicate']['event']

interface Deployed {
  event: Event
  environment: 'sandbox' | 'canary' | 'production'
  stage: string
  weight: number
  decision: Decision | null
  observedMs: number
}

/** The version as entries name it: by the rollout that takes it to users, and its artifact's digest. */
export const artifactNamed = ({ id, artifactDigest }: Pick<RolloutWithChange, 'id' | 'artifactDigest'>) => ({
  name: id,
  sha256: artifactDigest.slice('sha256:'.length),
})

/** What the ledger holds of one move of a rollout, with the numbers it was judged on. */
export function deploymentEntry(rollout: RolloutWithChange, deployed: Deployed): EntryDraft {
  const { event, environment, stage, weight, decision, observedMs } = deployed
  const digest = rollout.artifactDigest
  return {
    kind: 'deployment',
    changeId: rollout.changeId,
    runId: null,
    riskTier: rollout.change.tier as RiskTier,
    subjects: [artifactNamed(rollout)],
    materials: rollout.change.evidenceDigest ? [{ name: 'evidence', sha256: rollout.change.evidenceDigest }] : [],
    predicate: {
      event,
      service: rollout.service,
      environment,
      stage,
      weightPartsOf10k: weight,
      artifactDigest: digest,
      previousArtifactDigest: rollout.previousDigest,
      rollbackTarget: rollout.previousDigest,
      epoch: Number(rollout.epoch),
      judgement: decision && judgement(decision, observedMs),
    },
  }
}

function judgement({ verdict, reason, numbers }: Decision, observedMs: number) {
  const { live, probe } = numbers.sources
  const sum = (of: (source: typeof live) => number) => of(live) + of(probe)
  return {
    verdict: `${verdict}:${reason}`,
    attempts: sum((source) => source.error.trials),
    failures: sum((source) => source.error.bad),
    slow: sum((source) => source.slow.bad),
    eValue: Math.max(live.error.peakEvidence, probe.error.peakEvidence),
    p95Ms: live.p95Ms ?? probe.p95Ms,
    observedMs,
  }
}

import type { RiskTier } from '#server/loop/change/index.ts'
import type { Database, Prisma } from '#server/platform/db/index.ts'
import { newId } from '#server/platform/ids.ts'
import type { AttemptBatch } from '#server/ports/delivery.ts'
import { addChange, addService, artifact } from '#server/testing/instance.ts'
import { triggers } from '../../thresholds.ts'
import { assess, beginEvidence, type Decision, decide } from '../evidence/index.ts'
import { ladderDefinition, ladderFor } from '../ladder.ts'
import { loadRollout, type RolloutWithChange, recordReading } from '../store.ts'

let services = 0

/** A rollout of a service of its own, on the given step of its tier's ladder; its minimum is over. */
export async function addRollout(
  app: Database,
  { tier = 'medium', humanMade = false, ...row }: Partial<Prisma.RolloutUncheckedCreateInput> & Extra = {},
): Promise<RolloutWithChange> {
  services += 1
  const service = `service-${services}`
  await addService(app, service)
  const change = await addChange(app, { service, state: 'rollingOut', tier, humanMade })
  const minimumOver = new Date(Date.now() - 1_000)
  const { id } = await app.rollout.create({
    data: {
      id: newId('rol'),
      changeId: change.id,
      service,
      state: 'canary',
      definition: ladderDefinition,
      ladder: ladderFor(tier),
      step: 1,
      artifactDigest: change.artifactDigest ?? '',
      previousDigest: artifact(`${service} one`),
      epoch: 1n,
      weight: 500,
      stepStartedAt: minimumOver,
      stepMinimumEnds: minimumOver,
      ...row,
    },
  })
  return await loadRollout(app, id)
}

interface Extra {
  tier?: RiskTier
  humanMade?: boolean
}

export function attempts(digest: string, counts: Partial<AttemptBatch>): AttemptBatch {
  return {
    artifactDigest: digest,
    stage: 'production',
    source: 'live',
    attempts: 0,
    failures: 0,
    slow: 0,
    latency: [],
    healthFailuresInARow: 0,
    exited: false,
    at: new Date().toISOString(),
    ...counts,
  }
}

/** The judge's own decision on these counts. */
export function judged(counts: Partial<AttemptBatch>): Decision {
  const state = beginEvidence({ canary: 'new', stable: 'old' })
  return decide(assess(state, attempts('new', counts), triggers), triggers)
}

export const proven = judged({ attempts: 400 })
export const cutting = judged({ attempts: 1000, failures: 14 })
export const frozen = judged({ attempts: 50, failures: 50, repeatedFailures: 49 })

/** What the watcher saw, just now or some time ago. */
export async function watched(
  app: Database,
  { id, step }: RolloutWithChange,
  reading: Decision,
  agoMs = 0,
): Promise<void> {
  await recordReading(id, step, reading)
  if (agoMs > 0)
    await app.rolloutReading.update({ where: { rolloutId: id }, data: { at: new Date(Date.now() - agoMs) } })
}

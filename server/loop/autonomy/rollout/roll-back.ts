import * as z from 'zod/mini'
import { type Act, governed } from '#server/governed.ts'
import { advance as advanceChange, changeMachine, type RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { ensure } from '#server/platform/guard.ts'
import { mayRollBack } from './machine.ts'
import { freshReading } from './reading.ts'
import {
  loadRelease,
  loadRolloutOf,
  moveRollout,
  nextEpoch,
  type RolloutWithChange,
  type ServiceRelease,
} from './store.ts'
import { rollbackReasons } from './vocabulary.ts'

export const RollBack = z.object({
  changeId: z.string(),
  rolloutId: z.string(),
  cause: z.enum(rollbackReasons),
  detectedAt: z.iso.datetime(),
})
type RollBack = z.infer<typeof RollBack>

/**
 * Takes a rollout back: the row says so, and the edge is made to match within the same look. Always possible, halted or
 * not. After 100 % the previous version, still warm, becomes the stable one again.
 */
export const rollBack = governed('rollout.rollBack', RollBack, async (act, input) => {
  const epoch = await nextEpoch(act.tx, (await loadRolloutOf(act.tx, input)).service)
  const rollout = await loadRolloutOf(act.tx, input)
  const release = await loadRelease(act.tx, rollout.service)
  const { stableDigest = '', previousDigest = null } = release ?? {}
  ensure(mayRollBack({ ...rollout, stableDigest, previousDigest }))
  const decision = await freshReading(act.tx, rollout)
  // What a person gives as the cause is that a person decided it; the judge's causes are the judge's.
  const cause = act.actor.kind === 'person' ? 'person' : input.cause
  await moveRollout(act.tx, rollout, 'alarm', {
    weight: 0,
    epoch,
    ...(decision ? { decision: decision as object } : {}),
  })
  if (rollout.state === 'stable' && release) await restorePrevious(act, release)
  return {
    result: { previousDigest: rollout.previousDigest },
    entry: rollbackEntry(act, rollout, { ...input, cause }, decision?.numbers.sources.live.error ?? null),
    seen: { cause, weight: 0 },
  }
})

async function restorePrevious(act: Act, release: ServiceRelease): Promise<void> {
  await act.tx.serviceRelease.update({
    where: { service: release.service },
    data: {
      stableDigest: release.previousDigest ?? release.stableDigest,
      stableCommit: release.previousCommit ?? release.stableCommit,
      stableChangeId: null,
      previousDigest: null,
      previousUntil: null,
    },
  })
}

function rollbackEntry(
  act: Act,
  rollout: RolloutWithChange,
  { cause, detectedAt }: RollBack,
  measured: { trials: number; bad: number; limit: number } | null,
): EntryDraft {
  return {
    kind: 'rollback',
    changeId: rollout.changeId,
    runId: null,
    riskTier: rollout.change.tier as RiskTier,
    subjects: [{ name: rollout.id, sha256: rollout.artifactDigest.slice('sha256:'.length) }],
    materials: [],
    predicate: {
      service: rollout.service,
      trigger: cause,
      measured: measured && measured.trials > 0 ? measured.bad / measured.trials : null,
      limit: measured?.limit ?? null,
      fromArtifactDigest: rollout.artifactDigest,
      toArtifactDigest: rollout.previousDigest,
      automatic: act.actor.kind === 'system',
      cause,
      detectedAt,
      decidedAt: new Date().toISOString(),
      restoredAt: null,
    },
  }
}

const Restored = z.object({ changeId: z.string(), rolloutId: z.string() })

/** The edge serves the version before again, and only that: the rollback is over. */
export const markRestored = governed('rollout.observe', Restored, async (act, of) => {
  const rollout = await loadRolloutOf(act.tx, of)
  const { rolloutId } = of
  await moveRollout(act.tx, rollout, 'restored', { finishedAt: new Date() })
  const { change } = rollout
  await act.emit('rollout.restored', { changeId: change.id })
  await act.emit('lane.free', { service: rollout.service })
  if (changeMachine.next(change.state, 'rolledBack')) await advanceChange(act.tx, change, 'rolledBack')
  const input = { changeId: change.id, rolloutId, cause: 'restored', detectedAt: act.clock.now.toISOString() } as const
  const entry = rollbackEntry(act, rollout, { ...input, cause: 'restored' }, null)
  return { result: undefined, entry, seen: { restored: true } }
})

import * as z from 'zod/mini'
import { type Act, governed } from '#server/governed.ts'
import { advance as advanceChange, changeMachine, type RiskTier } from '#server/loop/change/index.ts'
import { type EntryDraft, entriesOfChange } from '#server/loop/ledger/index.ts'
import { ensure } from '#server/platform/guard.ts'
import { incidentOf, type TakenBack } from '../incidents/index.ts'
import { artifactNamed } from './entry.ts'
import { mayRollBack } from './machine.ts'
import { measuredFor, triggerOf, unmeasured } from './measured.ts'
import { performanceEntry } from './performance.ts'
import { freshReading } from './reading.ts'
import {
  ladderOf,
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
  const stage = ladderOf(rollout)[rollout.step]?.kind ?? 'production'
  const takenBack: TakenBack = {
    ...versions(rollout),
    ...{ trigger: triggerOf(cause), cause, ...measuredFor(cause, decision) },
    automatic: act.actor.kind === 'system',
    detectedAt: input.detectedAt,
    decidedAt: new Date().toISOString(),
    restoredAt: null,
  }
  return {
    result: { previousDigest: rollout.previousDigest },
    entry: [
      rollbackEntry(rollout, takenBack),
      ...performanceEntry(rollout, stage, decision, 'rollingBack', act.clock.now),
    ],
    seen: { cause, weight: 0 },
  }
})

const versions = ({ service, artifactDigest, previousDigest }: RolloutWithChange) => ({
  service,
  fromArtifactDigest: artifactDigest,
  toArtifactDigest: previousDigest,
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

function rollbackEntry(rollout: RolloutWithChange, takenBack: TakenBack): EntryDraft {
  return {
    kind: 'rollback',
    changeId: rollout.changeId,
    runId: null,
    riskTier: rollout.change.tier as RiskTier,
    subjects: [artifactNamed(rollout)],
    materials: [],
    predicate: takenBack,
  }
}

const Restored = z.object({ changeId: z.string(), rolloutId: z.string() })

/**
 * The edge serves the version before again, and only that: the rollback is over. What went wrong by itself is an incident from
 * then on, with every time known.
 */
export const markRestored = governed('rollout.observe', Restored, async (act, of) => {
  const rollout = await loadRolloutOf(act.tx, of)
  await moveRollout(act.tx, rollout, 'restored', { finishedAt: new Date() })
  const { change } = rollout
  await act.emit('rollout.restored', { changeId: change.id })
  await act.emit('lane.free', { service: rollout.service })
  if (changeMachine.next(change.state, 'rolledBack')) await advanceChange(act.tx, change, 'rolledBack')
  const takenBack = { ...(await decidedBefore(act, rollout)), restoredAt: new Date().toISOString() }
  return {
    result: undefined,
    entry: [rollbackEntry(rollout, takenBack), ...(await incidentOf(act, of, takenBack))],
    seen: { restored: true },
  }
})

/** What was recorded when it was decided. A rollout that broke in its preparation was taken back by no rule. */
async function decidedBefore(act: Act, rollout: RolloutWithChange): Promise<TakenBack> {
  const entries = await entriesOfChange(act.tx, rollout.changeId)
  const decided = entries.findLast(({ kind, subjects }) => kind === 'rollback' && subjects[0]?.name === rollout.id)
  if (decided) return { ...unmeasured, ...(decided.predicate as TakenBack) }
  const now = new Date().toISOString()
  const times = { detectedAt: now, decidedAt: now, restoredAt: null }
  return { ...versions(rollout), trigger: 'preparation', ...unmeasured, cause: null, automatic: true, ...times }
}

import { type Act, governed, type Outcome } from '#server/governed.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { ensure } from '#server/platform/guard.ts'
import { deploymentEntry } from './entry.ts'
import type { Decision } from './evidence/index.ts'
import { askAtGate, gateState } from './gate.ts'
import { eventInto, mayAdvance } from './machine.ts'
import { performanceEntry } from './performance.ts'
import { freshReading } from './reading.ts'
import { makeStable } from './release.ts'
import type { LadderStep } from './schemas.ts'
import { StepOfRollout } from './schemas.ts'
import { ladderOf, loadRollout, loadRolloutOf, moveRollout, nextEpoch, type RolloutWithChange } from './store.ts'

/**
 * Ends a step that has lasted long enough and proved itself, and begins the next: a larger weight, a gate, or everyone.
 * The judge's reading is taken from its row, never from the caller. Automatic, so a halt stops it.
 */
export const increase = governed('rollout.increase', StepOfRollout, advanceRollout)

/** The same by hand, for a person's own commit while automation is halted. The guard is the same too. */
export const promote = governed('rollout.promote', StepOfRollout, advanceRollout)

async function advanceRollout(act: Act, input: StepOfRollout): Promise<Outcome<{ state: string }>> {
  const { step } = input
  const rollout = await loadRolloutOf(act.tx, input)
  const ladder = ladderOf(rollout)
  const current = ladder[step]
  if (!current || rollout.step !== step) throw conflict('This rollout')
  const decision = await freshReading(act.tx, rollout)
  const minimumElapsed = rollout.stepMinimumEnds !== null && rollout.stepMinimumEnds <= act.clock.now
  const gate = await gateState(act.tx, rollout, current)
  ensure(mayAdvance({ step: current, minimumElapsed, verdict: decision?.verdict ?? 'gather', gate }))

  const moved = await enter(act, rollout, ladder[step + 1], decision)
  const observedMs = act.clock.now.getTime() - (rollout.stepStartedAt?.getTime() ?? act.clock.now.getTime())
  const entries: [EntryDraft, ...EntryDraft[]] = [
    advanceEntry(moved, current, decision, observedMs),
    ...performanceEntry(rollout, current.kind, decision, moved.state, act.clock.now),
  ]
  if (moved.state === 'gate') entries.push(...(await askAtGate(act, moved, decision)))
  if (moved.state === 'stable') entries.push(...(await makeStable(act, moved)))
  return {
    result: { state: moved.state },
    entry: entries,
    seen: { step: moved.step, weight: moved.weight, judged: decision?.reason ?? current.kind },
  }
}

async function enter(
  act: Act,
  rollout: RolloutWithChange,
  next: LadderStep | undefined,
  decision: Decision | null,
): Promise<RolloutWithChange> {
  const minimumSeconds = next && next.kind !== 'gate' ? next.minimumSeconds : 0
  await moveRollout(act.tx, rollout, eventInto(next), {
    step: rollout.step + 1,
    weight: weightAt(next, rollout.weight),
    epoch: await nextEpoch(act.tx, rollout.service),
    stepStartedAt: act.clock.now,
    stepMinimumEnds: new Date(act.clock.now.getTime() + minimumSeconds * 1_000),
    ...(decision ? { decision: decision as object } : {}),
    ...(next ? {} : { finishedAt: new Date() }),
  })
  return await loadRollout(act.tx, rollout.id)
}

/** Everyone after the last step; a gate keeps the weight it was reached with. */
function weightAt(next: LadderStep | undefined, weight: number): number {
  if (!next) return 10_000
  return next.kind === 'canary' ? next.weight : weight
}

function advanceEntry(
  moved: RolloutWithChange,
  ended: LadderStep,
  decision: Decision | null,
  observedMs: number,
): EntryDraft {
  const { state, weight } = moved
  const event =
    state === 'stable' ? 'stable' : state === 'gate' ? 'held' : ended.kind === 'gate' ? 'released' : 'advanced'
  const environment = state === 'stable' ? 'production' : 'canary'
  return deploymentEntry(moved, { event, environment, stage: `after:${ended.kind}`, weight, decision, observedMs })
}

import { database, readClock } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { increase } from './advance.ts'
import { cut, resume } from './cut.ts'
import type { Decision } from './evidence/index.ts'
import { gateState } from './gate.ts'
import { mayAdvance } from './machine.ts'
import { orchestrator } from './orchestrator.ts'
import { rollBack } from './roll-back.ts'
import { ladderOf, type RolloutWithChange } from './store.ts'
import type { RollbackCause } from './vocabulary.ts'

/** What the judge's decision means for the rollout now. Doing nothing is the usual answer. */
export async function actOn(rollout: RolloutWithChange, decision: Decision): Promise<void> {
  if (decision.verdict === 'rollBack') return await takeBack(rollout, decision.reason)
  if (rollout.state === 'stable') return
  if (rollout.change.state !== 'rollingOut') return await takeBack(rollout, 'contentChanged')

  const current = ladderOf(rollout)[rollout.step]
  if (!current) return
  const gate = await gateState(database(), rollout, current)
  if (gate === 'declined' || gate === 'lapsed') return await takeBack(rollout, 'gateDeclined')

  const step = { changeId: rollout.changeId, rolloutId: rollout.id, step: rollout.step }
  if (current.kind === 'canary' && decision.verdict === 'cut' && rollout.weight > 0) {
    if (wasCut(rollout)) return await takeBack(rollout, decision.reason)
    return await unlessOvertaken(() => cut(orchestrator, step))
  }
  if (current.kind === 'canary' && rollout.weight === 0) {
    if (decision.verdict === 'proven') await unlessOvertaken(() => resume(orchestrator, step))
    return
  }
  const { now } = await readClock(database())
  const minimumElapsed = rollout.stepMinimumEnds !== null && rollout.stepMinimumEnds <= now
  const answer = mayAdvance({ step: current, minimumElapsed, verdict: decision.verdict, gate })
  if (answer.allowed) await unlessOvertaken(() => increase(orchestrator, step))
}

/** True when users were taken off in this step before: back again, they met the same. */
function wasCut({ decision }: RolloutWithChange): boolean {
  return (decision as Decision | null)?.verdict === 'cut'
}

export async function takeBack(rollout: RolloutWithChange, cause: RollbackCause): Promise<void> {
  const { changeId, id } = rollout
  const detectedAt = new Date().toISOString()
  await unlessOvertaken(() => rollBack(orchestrator, { changeId, rolloutId: id, cause, detectedAt }))
}

/** Someone else moved it first, or a halt holds it: the next look sees what is true then. */
async function unlessOvertaken(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Failure && ['conflict', 'halted', 'refused'].includes(error.code)) return
    throw error
  }
}

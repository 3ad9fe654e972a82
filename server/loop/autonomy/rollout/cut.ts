import { type Act, governed, type Outcome } from '#server/governed.ts'
import { conflict } from '#server/platform/errors.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { deploymentEntry } from './entry.ts'
import type { Decision } from './evidence/index.ts'
import { advanceRefusals } from './machine.ts'
import { freshReading } from './reading.ts'
import { StepOfRollout } from './schemas.ts'
import { ladderOf, loadRollout, loadRolloutOf, moveRollout, nextEpoch } from './store.ts'

const refused = refusedBy(advanceRefusals)

/** Takes users off the new version at once while probes find out; the smallest safe act, allowed at any time. */
export const cut = governed('rollout.observe', StepOfRollout, (act, input) => setWeight(act, input, 'cut'))

/** Probes have cleared it: users come back to the share the step had. An increase, so a halt stops it. */
export const resume = governed('rollout.increase', StepOfRollout, (act, input) => setWeight(act, input, 'resumed'))

/** Kept, so that a second cut of the same step is known as one. */
const reasonOf = (decision: Decision | null) => (decision ? { decision: decision as object } : {})

/** With users back, the step lasts its whole minimum again. */
const begunAnew = ({ clock: { now } }: Act, minimumSeconds: number) => ({
  stepStartedAt: now,
  stepMinimumEnds: new Date(now.getTime() + minimumSeconds * 1_000),
})

async function setWeight(act: Act, input: StepOfRollout, event: 'cut' | 'resumed'): Promise<Outcome<void>> {
  const rollout = await loadRolloutOf(act.tx, input)
  const current = ladderOf(rollout)[input.step]
  if (rollout.step !== input.step || current?.kind !== 'canary') throw conflict('This rollout')
  const decision = await freshReading(act.tx, rollout)
  if (event === 'resumed' && decision?.verdict !== 'proven') ensure(refused('tooLittleEvidence'))

  const weight = event === 'cut' ? 0 : current.weight
  const epoch = await nextEpoch(act.tx, rollout.service)
  const meanwhile = event === 'cut' ? reasonOf(decision) : begunAnew(act, current.minimumSeconds)
  await moveRollout(act.tx, rollout, event, { weight, epoch, ...meanwhile })
  const moved = await loadRollout(act.tx, rollout.id)
  const environment = 'canary'
  const entry = deploymentEntry(moved, {
    event: event === 'cut' ? 'held' : 'released',
    environment,
    stage: event,
    weight,
    decision,
    observedMs: 0,
  })
  return { result: undefined, entry, seen: { weight, judged: decision?.reason ?? event } }
}

import { type Act, governed, type Outcome } from '#server/governed.ts'
import { conflict } from '#server/platform/errors.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { deploymentEntry } from './entry.ts'
import { advanceRefusals } from './machine.ts'
import { freshReading } from './reading.ts'
import { StepOfRollout } from './schemas.ts'
import { ladderOf, loadRollout, moveRollout, nextEpoch } from './store.ts'

const refused = refusedBy(advanceRefusals)

/** Takes users off the new version at once while probes find out; the smallest safe act, allowed at any time. */
export const cut = governed('rollout.observe', StepOfRollout, (act, input) => setWeight(act, input, 'cut'))

/** Probes have cleared it: users come back to the share the step had. An increase, so a halt stops it. */
export const resume = governed('rollout.increase', StepOfRollout, (act, input) => setWeight(act, input, 'resumed'))

async function setWeight(
  act: Act,
  { rolloutId, step }: StepOfRollout,
  event: 'cut' | 'resumed',
): Promise<Outcome<void>> {
  const rollout = await loadRollout(act.tx, rolloutId)
  const current = ladderOf(rollout)[step]
  if (rollout.step !== step || current?.kind !== 'canary') throw conflict('This rollout')
  const decision = await freshReading(act.tx, rollout)
  if (event === 'resumed' && decision?.verdict !== 'proven') ensure(refused('tooLittleEvidence'))

  const weight = event === 'cut' ? 0 : current.weight
  await moveRollout(act.tx, rollout, event, { weight, epoch: await nextEpoch(act.tx, rollout.service) })
  const moved = await loadRollout(act.tx, rolloutId)
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

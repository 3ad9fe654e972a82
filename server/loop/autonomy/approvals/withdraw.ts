import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { advance, changeMachine, loadChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { closeWithdrawn } from './lapse.ts'

const refused = refusedBy({
  notYours: 'Only the person who asked for this change can withdraw it.',
  over: 'This change is over already.',
})

/**
 * The requester takes the intent back, and with it every question that is still open about it. What is being rolled out goes
 * back too.
 * @throws Failure `refused`; `conflict` when someone decided or moved it first.
 */
export const withdraw = governed('change.withdraw', z.object({ changeId: z.string() }), async (act, { changeId }) => {
  const change = await loadChange(act.tx, changeId)
  if (act.actor.kind !== 'person' || act.actor.id !== change.requesterId) ensure(refused('notYours'))
  if (!changeMachine.next(change.state, 'withdrawn')) ensure(refused('over'))
  // Questions first, as whoever signs one does: two who take rows in two orders would wait for each other.
  const closed = await closeWithdrawn(act, changeId)
  await advance(act.tx, change, 'withdrawn')
  const entry = changeEntry(change, 'change.withdrawn', 'withdrawn')
  return { result: undefined, entry: [entry, ...closed], seen: { withdrawn: true } }
})

import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { advance, changeMachine, loadChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { authorOf } from './understood.ts'

export const OfChange = z.object({ changeId: z.string() })

const refused = refusedBy({
  notYours: 'Only the person who asked for this change can withdraw it.',
  over: 'This change is over already.',
})

/** The requester takes the intent back. What is being rolled out goes back too. */
export const withdraw = governed('change.withdraw', OfChange, async (act, { changeId }) => {
  const change = await loadChange(act.tx, changeId)
  if (change.requesterId !== authorOf(act.actor)) ensure(refused('notYours'))
  if (!changeMachine.next(change.state, 'withdrawn')) ensure(refused('over'))
  await advance(act.tx, change, 'withdrawn')
  return { result: undefined, entry: changeEntry(change, 'change.withdrawn', 'withdrawn'), seen: { withdrawn: true } }
})

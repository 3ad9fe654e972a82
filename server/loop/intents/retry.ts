import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { advance, changeMachine, loadChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'

const refused = refusedBy({
  notOver: 'This change has not failed, so there is nothing to try again.',
  ownCommit: 'This is a person’s own commit. Push what mends it and amend the change instead.',
})

/** After a fault that was not the intent's: designed, written and judged anew, with everything that was tried kept. */
export const retry = governed('change.retry', z.object({ changeId: z.string() }), async (act, { changeId }) => {
  const change = await loadChange(act.tx, changeId)
  if (!changeMachine.next(change.state, 'retried')) ensure(refused('notOver'))
  if (change.humanMade) ensure(refused('ownCommit'))
  await advance(act.tx, change, 'retried', { reason: null })
  return { result: undefined, entry: changeEntry(change, 'change.retried', 'designing'), seen: { retried: true } }
})

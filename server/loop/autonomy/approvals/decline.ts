import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { approvalEntry } from './entry.ts'
import { mayDecide } from './machine.ts'
import { refuseApproval } from './refuse.ts'
import { Decide } from './schemas.ts'
import { approvalFacts, personOf, slotOf } from './sign.ts'
import { closeRequest, decideSlot, holdRequest } from './store.ts'

/** Records that one person says no. One no ends the question; the reason is shown to the requester. */
export const decline = governed('approval.decline', Decide, async (act, input) => {
  const request = await holdRequest(act.tx, input)
  const person = personOf(act)
  ensure(mayDecide(approvalFacts(request, person, input)))

  await decideSlot(act.tx, { ...slotOf(input), personId: person.id, state: 'declined' })
  await closeRequest(act.tx, request, 'declined')
  await refuseApproval(act, request, input.reason)

  const decided = { decision: 'rejected', role: input.role, automatic: false, reason: input.reason } as const
  return {
    result: { requestId: request.id },
    entry: approvalEntry(request, decided, person.id),
    seen: { purpose: request.purpose, role: input.role, decision: 'rejected' },
  }
})

import { type Act, governed } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { ensure } from '#server/platform/guard.ts'
import { completeApproval } from './complete.ts'
import { approvalEntry } from './entry.ts'
import { type ApprovalFacts, mayDecide } from './machine.ts'
import { Decide } from './schemas.ts'
import { closeRequest, decideSlot, everySlotSigned, holdRequest, type Request } from './store.ts'
import { type ApprovalPurpose, awaitedBy } from './vocabulary.ts'

/**
 * Records one person's approval of one exact digest; the last one needed lets the change go on.
 * @throws Failure `refused` with an ApprovalRefusal; `conflict` when someone else moved the request first.
 */
export const sign = governed('approval.sign', Decide, async (act, input) => {
  const request = await holdRequest(act.tx, input)
  const person = personOf(act)
  ensure(mayDecide(approvalFacts(request, person, input)))

  await decideSlot(act.tx, { ...slotOf(input), personId: person.id, state: 'signed' })
  const complete = await everySlotSigned(act.tx, request.id)
  if (complete) {
    await closeRequest(act.tx, request, 'completed')
    await completeApproval(act, request)
  }

  const decided = { decision: 'approved', role: input.role, automatic: false, reason: input.reason } as const
  return {
    result: { requestId: request.id, complete },
    entry: approvalEntry(request, decided, person.id),
    seen: { purpose: request.purpose, role: input.role, decision: 'approved', complete },
  }
})

export function personOf(act: Act): Extract<Actor, { kind: 'person' }> {
  if (act.actor.kind === 'person') return act.actor
  throw new Failure('forbidden', 'agentsNever', 'Only a person signed in may decide.')
}

export function slotOf(input: Decide) {
  const { requestId, role, seenDigest, reason } = input
  return { requestId, role, seenDigest, reason }
}

/** An open question counts only while the change waits for its answer: not once it was withdrawn or taken back. */
export function stillAsked(request: Request): boolean {
  return request.state === 'open' && request.change.state === awaitedBy[request.purpose as ApprovalPurpose]
}

/** The same facts for the button and for the verb. */
export function approvalFacts(
  request: Request,
  person: ApprovalFacts['person'],
  { role, seenDigest }: Pick<Decide, 'role' | 'seenDigest'>,
): ApprovalFacts {
  const slot = request.slots.find((each) => each.role === role)
  return {
    person,
    requester: request.change.requesterId,
    authors: request.change.authors,
    role,
    open: stillAsked(request),
    slot: (slot?.state as ApprovalFacts['slot'] | undefined) ?? 'absent',
    signedElsewhere: request.slots.some((each) => each.personId === person.id && each.role !== role),
    seenDigest,
    currentDigest: request.digest,
  }
}

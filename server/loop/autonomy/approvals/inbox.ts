import { permitted } from '#server/governed.ts'
import type { Role } from '#server/identity/index.ts'
import { mayDecide } from './machine.ts'
import { ReadInbox, ReadRequest } from './schemas.ts'
import { approvalFacts, stillAsked } from './sign.ts'
import { loadRequest, openRequests, type Request } from './store.ts'
import type { RequestView } from './vocabulary.ts'

/** Open questions, most urgent first, each slot with whether this person may decide it and, if not, why. */
export const inbox = permitted('approval.read', ReadInbox, async (from, _input, actor) =>
  (await openRequests(from)).filter(stillAsked).map((request) => viewRequest(request, actor)),
)

export const readRequest = permitted('approval.read', ReadRequest, async (from, input, actor) =>
  viewRequest(await loadRequest(from, input.requestId), actor),
)

export function viewRequest(
  request: Request,
  actor: { kind: string; id?: string; roles?: readonly Role[] },
): RequestView {
  const person = { id: actor.id ?? '', roles: actor.roles ?? [] }
  const { id, changeId, purpose, tier, state, digest, dueAt, change } = request
  const slots = request.slots.map(({ role, state: slotState, personId, decidedAt }) => ({
    role,
    state: slotState,
    personId,
    decidedAt,
    mayDecide: mayDecide(approvalFacts(request, person, { role: role as Role, seenDigest: digest })),
  }))
  const { title, service, requesterId } = change
  return { id, changeId, title, service, purpose, tier, state, digest, dueAt, requesterId, slots }
}

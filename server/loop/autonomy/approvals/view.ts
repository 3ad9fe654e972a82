import type { Role } from '#server/identity/index.ts'
import { mayDecide } from './machine.ts'
import { approvalFacts } from './sign.ts'
import type { Request } from './store.ts'
import type { RequestView } from './vocabulary.ts'

/** A question as this person may see it: each slot with whether they may decide it and, if not, why. */
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

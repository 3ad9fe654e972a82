import type { Role } from '#server/identity/vocabulary.ts'
import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'
import { machine } from '#server/platform/machine.ts'

/** One question about one digest. `lapsed`: what was asked about changed; `withdrawn`: the change was taken back. Silence never completes it. */
export const approvalMachine = machine('approval', 'open', {
  open: { completed: 'complete', declined: 'declined', contentChanged: 'lapsed', withdrawn: 'withdrawn' },
  complete: { contentChanged: 'lapsed' },
  declined: {},
  lapsed: {},
  withdrawn: {},
})

export interface ApprovalFacts {
  person: { id: string; roles: readonly Role[] }
  requester: string
  authors: readonly string[]
  /** The role the person wants to sign for. */
  role: Role
  open: boolean
  slot: 'waiting' | 'signed' | 'declined' | 'absent'
  /** True when this person holds another slot of the same request. */
  signedElsewhere: boolean
  seenDigest: string
  currentDigest: string
}

export type ApprovalRefusal =
  | 'ownWork'
  | 'coAuthor'
  | 'missingRole'
  | 'closed'
  | 'notAsked'
  | 'alreadySigned'
  | 'secondSlot'
  | 'changedSinceYouLooked'

export const approvalRefusals: Record<ApprovalRefusal, string> = {
  ownWork: 'You asked for this change, so you cannot approve it.',
  coAuthor: 'Some of this change is yours, so your approval would not count.',
  missingRole: 'This needs a role that you do not hold.',
  closed: 'This request is closed. Nothing more can be signed on it.',
  notAsked: 'Nobody asked for a signature of this role here.',
  alreadySigned: 'Someone has signed for this role already.',
  secondSlot: 'You have signed for another role here. Two roles need two people.',
  changedSinceYouLooked: 'The change moved after you opened it. Read what is new, then sign.',
}

const refused = refusedBy(approvalRefusals)

/** May this person's decision count? Same answer for the button, the API and the verb that records it. */
export function mayDecide(facts: ApprovalFacts): Guarded<ApprovalRefusal> {
  if (facts.person.id === facts.requester) return refused('ownWork')
  if (facts.authors.includes(facts.person.id)) return refused('coAuthor')
  if (facts.slot === 'absent') return refused('notAsked')
  if (!facts.person.roles.includes(facts.role)) return refused('missingRole')
  if (!facts.open) return refused(facts.seenDigest === facts.currentDigest ? 'closed' : 'changedSinceYouLooked')
  if (facts.slot !== 'waiting') return refused('alreadySigned')
  if (facts.signedElsewhere) return refused('secondSlot')
  if (facts.seenDigest !== facts.currentDigest) return refused('changedSinceYouLooked')
  return allowed
}

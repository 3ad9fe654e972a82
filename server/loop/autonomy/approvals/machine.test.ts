import { describe, expect, it } from 'vitest'
import { allowed } from '#server/platform/guard.ts'
import { type ApprovalFacts, type ApprovalRefusal, approvalRefusals, mayDecide } from './machine.ts'

describe('mayDecide', () => {
  const base: ApprovalFacts = {
    person: { id: 'lead', roles: ['lead'] },
    requester: 'requester',
    authors: ['requester', 'author'],
    role: 'lead',
    open: true,
    slot: 'waiting',
    signedElsewhere: false,
    seenDigest: 'seen',
    currentDigest: 'seen',
  }

  it('counts a colleague with the role', () => expect(mayDecide(base)).toEqual(allowed))

  it.each<[string, Partial<ApprovalFacts>, ApprovalRefusal]>([
    ['the requester', { requester: 'lead' }, 'ownWork'],
    ['the requester, whatever else is wrong', { requester: 'lead', open: false, slot: 'absent' }, 'ownWork'],
    ['an author', { authors: ['requester', 'lead'] }, 'coAuthor'],
    ['a person without the role', { person: { id: 'lead', roles: ['manager', 'admin'] } }, 'missingRole'],
    ['a role nobody asked', { slot: 'absent' }, 'notAsked'],
    ['a closed request', { open: false }, 'closed'],
    ['a request that closed because the content moved', { open: false, currentDigest: 'new' }, 'changedSinceYouLooked'],
    ['a slot that is signed', { slot: 'signed' }, 'alreadySigned'],
    ['a slot that is declined', { slot: 'declined' }, 'alreadySigned'],
    ['a second slot of the same person', { signedElsewhere: true }, 'secondSlot'],
    ['a stale digest', { seenDigest: 'old' }, 'changedSinceYouLooked'],
  ])('refuses %s', (_, change, reason) => {
    expect(mayDecide({ ...base, ...change })).toEqual({ allowed: false, reason, sentence: approvalRefusals[reason] })
  })
})

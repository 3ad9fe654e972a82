import { describe, expect, it } from 'vitest'
import { allowed } from '#server/platform/guard.ts'
import { type ClearFacts, type ClearRefusal, mayClear, mayResume } from './machine.ts'

const given = (kind: string, personId: string) => ({ kind, personId })

describe('mayClear', () => {
  const base: ClearFacts = {
    person: { id: 'council', roles: ['council'] },
    kind: 'councilDirective',
    scope: 'global',
    given: [given('securityClearance', 'security')],
    resumed: false,
    policyUpdated: false,
  }
  const service: Partial<ClearFacts> = { scope: 'service', kind: 'leadApproval', person: { id: 'l', roles: ['lead'] } }
  const updating: Partial<ClearFacts> = {
    scope: 'service',
    kind: 'policyUpdate',
    person: { id: 'a', roles: ['admin'] },
  }

  it.each<[string, Partial<ClearFacts>]>([
    ['a council directive for everything', {}],
    ['lead approval for a service', service],
    ['a policy update once one is active', { ...updating, policyUpdated: true }],
  ])('takes %s', (_, change) => expect(mayClear({ ...base, ...change })).toEqual(allowed))

  it.each<[string, Partial<ClearFacts>, ClearRefusal]>([
    ['one who holds no such role', { person: { id: 'council', roles: ['admin', 'security'] } }, 'missingRole'],
    ['the person who gave the other one', { person: { id: 'security', roles: ['council'] } }, 'samePerson'],
    ['what was given already', { given: [given('councilDirective', 'other')] }, 'alreadyGiven'],
    ['what this scope does not need', { ...service, scope: 'global' }, 'wrongKind'],
    ['anything once it has resumed', { resumed: true }, 'resumed'],
    ['a policy update that nobody activated', updating, 'noPolicyUpdate'],
  ])('refuses %s', (_, change, reason) => expect(mayClear({ ...base, ...change })).toMatchObject({ reason }))
})

describe('mayResume', () => {
  const base: Parameters<typeof mayResume>[0] = {
    scope: 'global',
    given: [given('councilDirective', 'a'), given('securityClearance', 'b')],
    resumed: false,
  }

  it('lets automation go on with both clearances of two people', () => expect(mayResume(base)).toEqual(allowed))

  it.each<[string, Partial<typeof base>, string]>([
    ['one clearance', { given: base.given.slice(1) }, 'notCleared'],
    ['both from one person', { given: base.given.map(({ kind }) => given(kind, 'a')) }, 'notCleared'],
    [
      'both from one person and one that does not count from another',
      { given: [...base.given.map(({ kind }) => given(kind, 'a')), given('leadApproval', 'b')] },
      'notCleared',
    ],
    ['the clearances of the other scope', { scope: 'service' }, 'notCleared'],
    ['a halt that is over', { resumed: true }, 'resumed'],
  ])('refuses %s', (_, change, reason) => expect(mayResume({ ...base, ...change })).toMatchObject({ reason }))
})

import { describe, expect, it } from 'vitest'
import { haltRule, mayAct, mayRead, movesSwitches, permissions, readPermissions } from './permissions.ts'
import { type Actor, actorReference, roles, type SystemName } from './vocabulary.ts'

const person = (...held: (typeof roles)[number][]): Actor => ({
  kind: 'person',
  id: 'prs_1',
  roles: held,
  practice: false,
  sessionId: 's',
})
const agent: Actor = { kind: 'agent', id: 'agt_1', forPerson: 'prs_1' }
const owner: Actor = { kind: 'owner' }
const systems: SystemName[] = ['setup', 'worker', 'sweeper', 'policy', 'orchestrator']
const system = (name: SystemName): Actor => ({ kind: 'system', name })

const may = (actor: Actor) => permissions.filter((permission) => mayAct(actor, permission).allowed)
const approving = permissions.filter((permission) => permission.startsWith('approval.'))

describe('permissions', () => {
  it.each(permissions)('%s is held by someone, and by no one without a role', (permission) => {
    const everyone = [person(...roles), owner, ...systems.map(system)]
    expect(everyone.some((actor) => mayAct(actor, permission).allowed)).toBe(true)
    expect(mayAct(person(), permission).allowed).toBe(false)
  })

  it('gives an agent nothing, not even for a person who holds every role', () => {
    expect(may(agent)).toEqual([])
    expect(readPermissions.filter((permission) => mayRead(agent, permission).allowed)).toEqual([])
    expect(mayAct(agent, 'approval.sign')).toMatchObject({ reason: 'agentsNever' })
  })

  it('lets the owner of the data folder halt, and nothing else', () => {
    expect(may(owner)).toEqual(['halt.engage'])
    expect(readPermissions.filter((permission) => mayRead(owner, permission).allowed)).toEqual([])
  })

  it('lets only people sign, decline, clear and resume', () => {
    for (const permission of ['approval.sign', 'approval.decline', 'halt.clear', 'halt.resume'] as const)
      for (const actor of [agent, owner, ...systems.map(system)])
        expect(mayAct(actor, permission).allowed, `${actor.kind} ${permission}`).toBe(false)
  })

  it('gives people no act of the machinery, whatever roles they hold', () => {
    const byHand = may(person(...roles))
    for (const permission of [
      'codegen.start',
      'guard.judge',
      'build.record',
      'approval.auto',
      'rollout.increase',
    ] as const) {
      expect(byHand).not.toContain(permission)
      expect(mayAct(person(...roles), permission)).toMatchObject({ reason: 'notForPeople' })
    }
  })

  it.each([
    ['requester', ['approval.sign', 'rollout.promote', 'rollout.rollBack', 'halt.engage', 'halt.resume', 'clock.move']],
    ['auditor', ['approval.sign', 'approval.decline', 'halt.engage', 'rollout.rollBack', 'identity.manage']],
    ['admin', ['approval.sign', 'approval.decline', 'rollout.promote']],
  ] as const)('does not let a mere %s do %s', (role, refused) => {
    for (const permission of refused) expect(mayAct(person(role), permission)).toMatchObject({ reason: 'missingRole' })
  })

  it('says which roles may, and who can grant them', () => {
    expect(mayAct(person('requester'), 'rollout.promote')).toMatchObject({
      sentence:
        'This needs the role Lead engineer, Engineering manager or On-call engineer. A person with the role Administrator can grant it.',
    })
    expect(mayRead(person(), 'ledger.read')).toMatchObject({
      sentence: 'This needs a role, and you hold none. A person with the role Administrator can grant you one.',
    })
  })

  it('gives the policy only its own approval, and the sweeper no decision', () => {
    expect(may(system('policy'))).toEqual(['approval.auto'])
    expect(may(system('sweeper')).filter((permission) => approving.includes(permission))).toEqual([])
  })
})

describe('while halted', () => {
  it.each(['codegen.start', 'codegen.finish', 'design.synthesise', 'approval.auto', 'rollout.increase'] as const)(
    '%s is refused, a person’s own commit or not',
    (permission) => expect(haltRule(permission)).toBe('refused'),
  )

  it.each([
    'approval.sign',
    'approval.decline',
    'rollout.rollBack',
    'rollout.observe',
    'codegen.abandon',
    'halt.engage',
    'halt.clear',
    'halt.resume',
  ] as const)('%s goes on', (permission) => expect(haltRule(permission)).toBe('allowed'))

  it('of what people do only letting the system try again is refused', () => {
    const byPeople = permissions.filter((permission) => mayAct(person(...roles), permission).allowed)
    expect(byPeople.filter((permission) => haltRule(permission) === 'refused')).toEqual(['change.retry'])
  })

  it('only engaging and resuming move switches', () => {
    expect(permissions.filter(movesSwitches)).toEqual(['halt.engage', 'halt.resume'])
  })
})

it('names every actor by an id, never by a name', () => {
  expect([person('lead'), agent, system('worker'), owner].map(actorReference)).toEqual([
    'prs_1',
    'agt_1',
    'system:worker',
    'owner:data-folder',
  ])
})

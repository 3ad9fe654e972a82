import type { Role } from '#server/identity/vocabulary.ts'
import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'
import { machine } from '#server/platform/machine.ts'
import { type ClearanceKind, clearanceRoles, clearances } from './vocabulary.ts'

export const haltMachine = machine('halt', 'halted', {
  halted: { cleared: 'halted', resumed: 'running' },
  running: {},
})

const stateOf = ({ resumed }: { resumed: boolean }) => (resumed ? 'running' : 'halted')

export interface ClearFacts {
  person: { id: string; roles: readonly Role[] }
  kind: ClearanceKind
  scope: 'global' | 'service'
  given: readonly { kind: string; personId: string }[]
  resumed: boolean
  /** A policy version was activated after the halt began. */
  policyUpdated: boolean
}

export type ClearRefusal = 'resumed' | 'wrongKind' | 'missingRole' | 'alreadyGiven' | 'samePerson' | 'noPolicyUpdate'

export const clearRefusals: Record<ClearRefusal, string> = {
  resumed: 'Automation has resumed already.',
  wrongKind: 'This halt does not need that clearance.',
  missingRole: 'This clearance needs a role that you do not hold.',
  alreadyGiven: 'This clearance has been given already.',
  samePerson: 'You gave the other clearance. Two people must agree.',
  noPolicyUpdate: 'No policy version was activated since this halt. Activate the update first, then clear it.',
}

const refused = refusedBy(clearRefusals)

/** May this person give this clearance? Same answer for the button, the API and the verb. */
export function mayClear(facts: ClearFacts): Guarded<ClearRefusal> {
  const needed: readonly ClearanceKind[] = clearances[facts.scope]
  const who: readonly Role[] = clearanceRoles[facts.kind]
  if (!haltMachine.next(stateOf(facts), 'cleared')) return refused('resumed')
  if (!needed.includes(facts.kind)) return refused('wrongKind')
  if (!facts.person.roles.some((role) => who.includes(role))) return refused('missingRole')
  if (facts.given.some((each) => each.kind === facts.kind)) return refused('alreadyGiven')
  if (facts.given.some((each) => each.personId === facts.person.id)) return refused('samePerson')
  if (facts.kind === 'policyUpdate' && !facts.policyUpdated) return refused('noPolicyUpdate')
  return allowed
}

export type ResumeRefusal = 'resumed' | 'notCleared'

export const resumeRefusals: Record<ResumeRefusal, string> = {
  resumed: 'Automation has resumed already.',
  notCleared: 'Both clearances must be given first, by two people.',
}

const resumeRefused = refusedBy(resumeRefusals)

export function mayResume(facts: Pick<ClearFacts, 'scope' | 'given' | 'resumed'>): Guarded<ResumeRefusal> {
  if (!haltMachine.next(stateOf(facts), 'resumed')) return resumeRefused('resumed')
  const needed = clearances[facts.scope].flatMap((kind) => facts.given.find((each) => each.kind === kind) ?? [])
  const people = new Set(needed.map((each) => each.personId))
  return people.size === clearances[facts.scope].length ? allowed : resumeRefused('notCleared')
}

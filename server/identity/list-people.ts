import { permitted } from '#server/governed.ts'
import { mayAct } from './permissions.ts'
import { ListPeople } from './schemas.ts'
import { allPeople, type ListedPerson, liveSessions } from './store.ts'
import { type Actor, type PeopleList, type PersonLine, type Role, roles } from './vocabulary.ts'

/** Who there is and what they may do. Addresses and sessions: one's own, and everyone's for who manages people. */
export const listPeople = permitted('people.read', ListPeople, async (from, { role }, actor): Promise<PeopleList> => {
  const self = actor.kind === 'person' ? actor.id : ''
  const manages = mayAct(actor, 'identity.manage').allowed
  const [people, sessions] = await Promise.all([allPeople(from), liveSessions(from, manages ? undefined : self)])
  const asked = people.filter((person) => role === null || person.roles.some((held) => held === role))
  return {
    people: asked.map((person) => lineOf(person, manages || person.id === self ? { actor, sessions } : null)),
    holders: holdersAmong(people),
    total: people.length,
  }
})

interface Seen {
  actor: Actor
  sessions: Awaited<ReturnType<typeof liveSessions>>
}

function lineOf(
  { id, displayName, practice, disabledAt, roles: held, createdAt, email }: ListedPerson,
  seen: Seen | null,
): PersonLine {
  return {
    ...{ id, displayName, practice, disabled: disabledAt !== null, roles: held, createdAt },
    email: seen && email,
    sessions: seen && sessionsOf(id, seen),
  }
}

function sessionsOf(personId: string, { actor, sessions }: Seen) {
  const own = sessions.filter((session) => session.personId === personId)
  const current = actor.kind === 'person' ? actor.sessionId : null
  return own.map(({ personId: _personId, ...session }) => ({ ...session, current: session.id === current }))
}

function holdersAmong(people: readonly ListedPerson[]): Record<Role, number> {
  const counts = roles.map((role) => [role, people.filter((person) => person.roles.includes(role)).length])
  return Object.fromEntries(counts) as Record<Role, number>
}

import { database } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { matchesHash, nobodysHash } from './hash.ts'
import type { SessionKind } from './numbers.ts'
import { type BegunSession, beginSession } from './sessions.ts'
import { findPerson, liveCredentials, type PersonRow, personByEmail, practicePeople, useCredential } from './store.ts'
import { guess } from './throttle.ts'
import { normalisedCode } from './tokens.ts'
import { roles } from './vocabulary.ts'

/** Signs in with a one-time code, which is then used up. @throws Failure `notSignedIn` */
export async function signInWithCode(typed: string, kind: SessionKind): Promise<BegunSession> {
  const person = await guess('code', () => ownerOfCode(normalisedCode(typed)))
  return await beginSession(person, kind)
}

/** @throws Failure `notSignedIn`; it does not tell whether the address is known. */
export async function signInWithPassword(email: string, password: string, kind: SessionKind): Promise<BegunSession> {
  const name = email.trim().toLowerCase()
  const person = await guess(`password:${name}`, () => ownerOfPassword(name, password))
  return await beginSession(person, kind)
}

/** Practice people sign in by choosing themselves. @throws Failure `notSignedIn` when this is not one of them */
export async function signInAsPractice(personId: string, kind: SessionKind): Promise<BegunSession> {
  const person = await findPerson(database(), personId)
  if (person?.practice) return await beginSession(person, kind)
  throw new Failure('notSignedIn', 'notPractice', 'That is not a person of the practice team. Choose one of the list.')
}

/** Who of the practice team can be chosen, in the order of their roles; empty when there is no such team. */
export async function practiceTeam(): Promise<Pick<PersonRow, 'id' | 'displayName' | 'roles'>[]> {
  const rank = ({ roles: [role] }: PersonRow) => (role ? roles.indexOf(role) : roles.length)
  const team = (await practicePeople(database())).sort((a, b) => rank(a) - rank(b))
  return team.map(({ id, displayName, roles: held }) => ({ id, displayName, roles: held }))
}

async function ownerOfCode(code: string): Promise<PersonRow | null> {
  if (code === '') return null
  for (const { id, personId, hash } of await liveCredentials(database(), 'code')) {
    if ((await matchesHash(code, hash)) && (await useCredential(id))) return await findPerson(database(), personId)
  }
  return null
}

async function ownerOfPassword(email: string, password: string): Promise<PersonRow | null> {
  const person = await personByEmail(database(), email)
  const [credential] = person ? await liveCredentials(database(), 'password', person.id, 1) : []
  const matches = await matchesHash(password, credential?.hash ?? nobodysHash)
  return matches && credential ? person : null
}

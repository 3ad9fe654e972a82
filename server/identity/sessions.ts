import { sha256 } from '#server/platform/digest.ts'
import { newId } from '#server/platform/ids.ts'
import { type SessionKind, sessionLifetimeMs, sessionRenewalMs } from './numbers.ts'
import { endSession, endSessionsOf, insertSession, prolongSession, type SessionRow, sessionOfToken } from './store.ts'
import { newSessionToken } from './tokens.ts'
import type { Actor } from './vocabulary.ts'

export type PersonActor = Extract<Actor, { kind: 'person' }>

/** A session just begun. The token is shown this once; the database keeps its hash. */
export interface BegunSession {
  token: string
  personId: string
  displayName: string
  expiresAt: Date
}

export async function beginSession(
  person: { id: string; displayName: string },
  kind: SessionKind,
): Promise<BegunSession> {
  const token = newSessionToken()
  const expiresAt = new Date(Date.now() + sessionLifetimeMs[kind])
  await insertSession({ id: newId('session'), tokenHash: sha256(token), personId: person.id, kind, expiresAt })
  return { token, personId: person.id, displayName: person.displayName, expiresAt }
}

/** Who holds this token, with the roles they have at this moment; null when nobody does any more. */
export async function actorOfSession(token: string): Promise<PersonActor | null> {
  return (await readSession(token))?.actor ?? null
}

export interface SignedIn {
  actor: PersonActor
  displayName: string
  email: string | null
  expiresAt: Date
}

/** The session and its person, for pages that greet them. Prolongs a session that is in use. */
export async function readSession(token: string): Promise<SignedIn | null> {
  const session = await sessionOfToken(sha256(token))
  if (!session) return null
  await prolongWhenDue(session)
  const { person, expiresAt } = session
  const { id, roles, practice, displayName, email } = person
  return { actor: { kind: 'person', id, roles, practice, sessionId: session.id }, displayName, email, expiresAt }
}

async function prolongWhenDue({ id, kind, lastSeenAt }: SessionRow): Promise<void> {
  if (Date.now() - lastSeenAt.getTime() < sessionRenewalMs) return
  await prolongSession(id, new Date(Date.now() + sessionLifetimeMs[kind]))
}

export async function signOut(token: string): Promise<void> {
  await endSession(sha256(token))
}

/** Ends every session of the person, this one too. @returns how many there were */
export async function signOutEverywhere(actor: PersonActor): Promise<number> {
  return await endSessionsOf(actor.id)
}

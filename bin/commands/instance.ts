import { compose } from '#server/composition.ts'
import { actorOfSession, type PersonActor } from '#server/identity/index.ts'
import { database } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { wire } from '#server/ports/wired.ts'
import { readToken } from './session-file.ts'

/** Points this process at the instance that DOMINION_DATA names. */
export function wireHere(): void {
  wire(compose())
}

/** Runs a verb in this process, against the instance that DOMINION_DATA names, and lets go of it afterwards. */
export async function withInstance<T>(work: () => Promise<T>): Promise<T> {
  wireHere()
  try {
    return await work()
  } finally {
    await database().$disconnect()
  }
}

/** The person whose session `login` left here. There is no way to act as anyone else. */
export async function signedIn(): Promise<PersonActor> {
  const token = readToken()
  const actor = token ? await actorOfSession(token) : null
  if (!actor) throw new Failure('notSignedIn', 'notSignedIn', 'You are not signed in. Run dominion login first.')
  return actor
}

import { type Act, governed, permitted } from '#server/governed.ts'
import { newId } from '#server/platform/ids.ts'
import { identityEntry } from './entry.ts'
import { hashSecret } from './hash.ts'
import { codeLifetimeMs } from './numbers.ts'
import { AddPerson, NamesOf } from './schemas.ts'
import { insertPerson, type PersonRow, peopleNamed, replaceCredential } from './store.ts'
import { newOneTimeCode } from './tokens.ts'
import { actorReference } from './vocabulary.ts'

/** Adds a person who signs in first with the code that is returned; it is told this once. */
export const addPerson = governed('identity.manage', AddPerson, async (act, input) => {
  const person = { ...input, id: newId('person'), practice: false }
  await insertPerson(act.tx, person, actorReference(act.actor))
  const code = await giveCode(act.tx, person.id)
  return { result: { personId: person.id, code }, entry: personAdded(person) }
})

export function personAdded({ id, roles, practice, displayName, email }: PersonRow) {
  const predicate = { event: 'personAdded', person: id, roles: [...roles], details: { practice } } as const
  return identityEntry(predicate, id, { displayName, email })
}

/** A fresh one-time code; an older one of this person stops working. */
export async function giveCode(within: Act['tx'], personId: string): Promise<string> {
  const code = newOneTimeCode()
  const expiresAt = new Date(Date.now() + codeLifetimeMs)
  await replaceCredential(within, { personId, kind: 'code', hash: await hashSecret(code), expiresAt })
  return code
}

/** The names behind ids, for people who may see the work they did. */
export const namesOf = permitted('change.read', NamesOf, async (from, { ids }) => await peopleNamed(from, ids))

import { governed } from '#server/governed.ts'
import { Failure } from '#server/platform/errors.ts'
import { identityEntry } from './entry.ts'
import { hashSecret } from './hash.ts'
import { ChoosePassword } from './schemas.ts'
import { personByEmail, replaceCredential, setEmail } from './store.ts'
import { actorReference } from './vocabulary.ts'

/**
 * Sets the address and the password with which this person signs in from now on.
 * @throws Failure `refused` for practice people, and for an address that is someone else's.
 */
export const choosePassword = governed('identity.own', ChoosePassword, async (act, { email, password }) => {
  const person = actorReference(act.actor)
  if (act.actor.kind !== 'person' || act.actor.practice) throw practice()
  const holder = await personByEmail(act.tx, email)
  if (holder && holder.id !== person) throw taken()

  await setEmail(act.tx, person, email)
  await replaceCredential(act.tx, {
    personId: person,
    kind: 'password',
    hash: await hashSecret(password),
    expiresAt: null,
  })
  const predicate = { event: 'signInPolicyChanged', person, roles: [], details: { method: 'password' } } as const
  return { result: { personId: person }, entry: identityEntry(predicate, person, { email }) }
})

const practice = () =>
  new Failure('refused', 'practice', 'Practice people sign in by being chosen; they have no password.')
const taken = () => new Failure('refused', 'addressTaken', 'Someone else signs in with that address. Use another one.')

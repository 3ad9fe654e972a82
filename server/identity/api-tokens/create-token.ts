import { governed } from '#server/governed.ts'
import { sha256 } from '#server/platform/digest.ts'
import { Failure } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { identityEntry } from '../entry.ts'
import { apiTokens } from '../numbers.ts'
import { mayRead } from '../permissions.ts'
import { CreateToken } from '../schemas.ts'
import { newApiToken } from '../tokens.ts'
import { insertToken, liveTokens } from './store.ts'

/** A token just made. It is told this once; the database keeps its hash. */
export interface CreatedToken {
  tokenId: string
  token: string
  prefix: string
  expiresAt: Date
}

/**
 * Makes a token that reads as this person, within the scopes given, until it ends.
 * @throws Failure `refused` for a scope the person may not read themselves, and for one token too many
 */
export const createToken = governed('token.create', CreateToken, async ({ tx, actor }, { name, scopes, days }) => {
  if (actor.kind !== 'person') throw notForPrograms()
  for (const scope of scopes) {
    const may = mayRead(actor, scope)
    if (!may.allowed) throw new Failure('refused', 'beyondRoles', `${scope}: ${may.sentence}`)
  }
  if ((await liveTokens(tx, actor.id)) >= apiTokens.each) throw tooMany()
  const { token, prefix } = newApiToken()
  const id = newId('token')
  const expiresAt = new Date(Date.now() + days * 86_400_000)
  await insertToken(tx, { id, personId: actor.id, name, prefix, tokenHash: sha256(token), scopes, expiresAt })
  const details = { token: id, scopes: scopes.join(' '), expiresAt: expiresAt.toISOString() }
  const predicate = { event: 'tokenCreated', person: actor.id, roles: [], details } as const
  const result: CreatedToken = { tokenId: id, token, prefix, expiresAt }
  return { result, entry: identityEntry(predicate, actor.id) }
})

const notForPrograms = () => new Failure('refused', 'notAPerson', 'Tokens are for people who are signed in.')
const tooMany = () =>
  new Failure(
    'refused',
    'tooManyTokens',
    `You have ${apiTokens.each} tokens that still work. Revoke one you no longer need, then make another.`,
  )

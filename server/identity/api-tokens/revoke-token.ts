import { governed } from '#server/governed.ts'
import { Failure, notFound } from '#server/platform/errors.ts'
import { identityEntry } from '../entry.ts'
import { mayAct } from '../permissions.ts'
import { RevokeToken } from '../schemas.ts'
import { actorReference } from '../vocabulary.ts'
import { endToken, tokenById } from './store.ts'

/** Ends a token at once: one's own, or anyone's for who manages people. @throws Failure `notFound`, `refused` */
export const revokeToken = governed('token.revoke', RevokeToken, async ({ tx, actor }, { tokenId }) => {
  const token = await tokenById(tx, tokenId)
  const own = token?.personId === actorReference(actor)
  if (!token || !(own || mayAct(actor, 'identity.manage').allowed)) throw notFound('token')
  if (!(await endToken(tx, tokenId))) throw over()
  const details = { token: tokenId }
  const predicate = { event: 'tokenRevoked', person: token.personId, roles: [], details } as const
  return { result: { tokenId }, entry: identityEntry(predicate, token.personId) }
})

const over = () => new Failure('refused', 'alreadyRevoked', 'That token was revoked before; it opens nothing.')

import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { actorReference, type TokenLine } from '../vocabulary.ts'
import { tokensOf } from './store.ts'

/** One's own tokens, the newest first; never the tokens themselves. */
export const listTokens = permitted('people.read', z.object({}), async (from, _, actor): Promise<TokenLine[]> => {
  const tokens = await tokensOf(from, actorReference(actor))
  return tokens.map(({ personId: _personId, ...line }) => ({
    ...line,
    over: line.revokedAt !== null || line.expiresAt.getTime() <= Date.now(),
  }))
})

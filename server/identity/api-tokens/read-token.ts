import { sha256 } from '#server/platform/digest.ts'
import { apiTokens } from '../numbers.ts'
import { type ReadPermission, readPermissions } from '../permissions.ts'
import type { PersonActor } from '../sessions.ts'
import { looksLikeApiToken } from '../tokens.ts'
import { noteTokenUsed, tokenOfHash } from './store.ts'

/** Who a token reads as, with the roles they have at this moment, and how far it reaches. */
export interface TokenHolder {
  actor: PersonActor
  scopes: ReadonlySet<ReadPermission>
}

/** Null when the token is not one of ours, is over, or its person may no longer sign in: nobody learns which. */
export async function holderOfToken(token: string): Promise<TokenHolder | null> {
  const held = looksLikeApiToken(token) ? await tokenOfHash(sha256(token)) : null
  if (!held) return null
  const { id, scopes, lastUsedAt, person } = held
  if (!lastUsedAt || Date.now() - lastUsedAt.getTime() > apiTokens.noteUseEveryMs) await noteTokenUsed(id)
  return {
    actor: { kind: 'person', ...person, sessionId: id },
    scopes: new Set(readPermissions.filter((permission) => scopes.includes(permission))),
  }
}

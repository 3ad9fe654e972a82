import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { type Database, readClock } from '#server/platform/db/index.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { ports } from '#server/ports/wired.ts'
import type { Keyset } from '../predicates/delivering.ts'
import { viewOf } from '../read.ts'
import { type PublishedKey, publishedKeyset } from './published.ts'
import { newestOfKind } from './store.ts'
import { type KeyStanding, standingOf } from './vocabulary.ts'

export interface KeysNow {
  keys: readonly (PublishedKey & { standing: KeyStanding })[]
  /** Who keeps the key that encrypts the private halves. */
  keeper: ReturnType<KeyEncryption['keeper']>
  /** The latest request for new keys, and whether a keyset answers it. */
  asked: { entryId: string; answered: boolean } | null
}

/** The keys of this instance, as it last said them in its own log. */
export const readKeys = permitted('ledger.read', z.object({}), (from) => keysNow(from))

export async function keysNow(from: Database): Promise<KeysNow> {
  const { signer, keyEncryption } = ports()
  const { now } = await readClock(from)
  const [request] = await newestOfKind(from, 'key-rotation', 1)
  const [said] = await newestOfKind(from, 'keyset', 1)
  const answered = said ? (viewOf(said).predicate as Partial<Keyset>).asked : null
  const keys = (await publishedKeyset(from, signer))?.keys ?? []
  return {
    keys: keys.map((key) => ({ ...key, standing: standingOf(key, now.toISOString()) })),
    keeper: keyEncryption.keeper(),
    asked: request ? { entryId: request.entry_id, answered: answered === request.entry_id } : null,
  }
}

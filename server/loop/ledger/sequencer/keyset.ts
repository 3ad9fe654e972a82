import type pg from 'pg'
import type { KeyRing, RingKey } from '#server/ports/key-ring.ts'
import { canonicalize, formatVerifierKey, toBase64 } from '../format/index.ts'
import { signedKeyset } from '../keyset/known.ts'
import type { Key, Keyset } from '../predicates/delivering.ts'
import { overClient } from './connection.ts'
import { say } from './say.ts'
import type { Shard } from './shard.ts'

/**
 * Every key is in the log itself, under the key before it. Says it only when the last word was another one, or when the key
 * that signs now has not said it yet. @param asked the request this answers; null when nobody asked anew
 * @returns the id of the entry that holds
 */
export async function announce(client: pg.Client, ring: KeyRing, shard: Shard, asked: string | null = null) {
  const said = await signedKeyset(overClient(client), ring)
  const answered = asked ?? said?.keyset.asked ?? null
  const predicate: Keyset = {
    shard: shard.shard,
    origin: shard.origin,
    checkpointKey: formatVerifierKey(shard.key),
    keys: (await ring.keys()).filter(({ state, since }) => state !== 'ended' || since !== null).map(described),
    ...(answered === null ? {} : { asked: answered }),
    ...shard.cosigners,
  }
  const { keyId } = await ring.publicKey('entry')
  if (said?.keyIds.includes(keyId) && canonicalize(said.keyset) === canonicalize(predicate)) return said.entryId
  return await say(client, ring, { kind: 'keyset', predicate }, 'keyset')
}

function described({ purpose, keyId, spki, log, since, until }: RingKey): Key {
  return { purpose, keyId, algorithm: 'ed25519', spki: toBase64(spki), log, since, until }
}

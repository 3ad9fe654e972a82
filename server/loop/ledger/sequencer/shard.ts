import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { KeyRing } from '#server/ports/key-ring.ts'
import { formatVerifierKey, type NoteKey, noteKey, rawFromSpki } from '../format/index.ts'
import type { Keyset } from '../predicates/delivering.ts'
import type { ShardRow } from '../store.ts'
import { transaction } from './connection.ts'
import type { Countersigning } from './countersigning.ts'
import { periodAt } from './period.ts'
import { businessTime, say } from './say.ts'

export interface Shard extends ShardRow {
  /** Signs this shard's checkpoints. */
  key: NoteKey
  /** Who countersigns them, as its keyset says it. */
  cosigners: Pick<Keyset, 'witnessPolicy' | 'cosignerKey'>
}

/** The shard that is open; the first one is opened here, with an entry that says so. */
export async function openShard(client: pg.Client, ring: KeyRing, countersigning?: Countersigning): Promise<Shard> {
  const { rows } = await client.query<ShardRow>(
    'select shard, origin from ledger.shard order by opened_at desc limit 1',
  )
  return await withKey(rows[0] ?? (await firstShard(client, ring)), ring, countersigning)
}

export async function withKey(
  { shard, origin }: ShardRow,
  ring: KeyRing,
  countersigning?: Countersigning,
): Promise<Shard> {
  const { spki } = await ring.publicKey('checkpoint', origin)
  const key = noteKey(origin, rawFromSpki(spki))
  return { shard, origin, key, cosigners: (await countersigning?.named(key)) ?? {} }
}

/** The name of another tree of the same log. */
export function siblingOf({ origin }: ShardRow, shard: string): ShardRow {
  return { shard, origin: `${origin.slice(0, origin.lastIndexOf('/'))}/${shard}` }
}

/** An origin is never used twice, not even by two instances with the same key. */
async function firstShard(client: pg.Client, ring: KeyRing): Promise<ShardRow> {
  return await transaction(client, async () => {
    const { shard } = periodAt((await businessTime(client)).now)
    const origin = `${randomBytes(6).toString('hex')}.dominion.invalid/default/${shard}`
    await insertShard(client, { shard, origin })
    const { key } = await withKey({ shard, origin }, ring)
    const predicate = { shard, origin, checkpointKey: formatVerifierKey(key), previous: null }
    await say(client, ring, { kind: 'shard-genesis', predicate }, origin)
    return { shard, origin }
  })
}

export async function insertShard(client: pg.Client, { shard, origin }: ShardRow): Promise<void> {
  await client.query('insert into ledger.shard (shard, origin) values ($1, $2)', [shard, origin])
}

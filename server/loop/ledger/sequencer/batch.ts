import type pg from 'pg'
import type { Signer } from '#server/ports/signer.ts'
import { checkpointText, formatCheckpoint, type Tile, type Tree, utf8 } from '../format/index.ts'
import { transaction } from './connection.ts'
import type { Shard } from './shard.ts'

/** Entries in one group commit at most. */
export const batchLimit = 4096

/** Moves what waits into the tree, in the order it was written. The hashes come back as one value, oldest first. */
const move = {
  name: 'ledger-move',
  text: `
    with waiting as materialized (
      select row_number() over (order by position) - 1 + $2::bigint as idx, position, event_id, leaf_hash
      from (select * from ledger.pending order by position limit $3::int) oldest
    ), added as (
      insert into ledger.leaf (shard, idx, event_id, leaf_hash)
      select $1, idx, event_id, leaf_hash from waiting order by idx
    ), removed as (
      delete from ledger.pending p using waiting w where p.position = w.position
    )
    select string_agg(leaf_hash, ''::bytea order by idx) as hashes from waiting`,
}

/**
 * One group commit: leaves, full tiles and signed checkpoint become durable together. On any error the tree in memory
 * is no longer to be trusted, because the outcome of a COMMIT may be unknown: restore it before going on.
 * @returns how many entries it moved
 */
export async function commitBatch(client: pg.Client, tree: Tree, shard: Shard, signer: Signer): Promise<number> {
  return await transaction(client, async () => {
    const { rows } = await client.query<{ hashes: Buffer | null }>({
      ...move,
      values: [shard.shard, tree.size, batchLimit],
    })
    const hashes = rows[0]?.hashes
    if (!hashes) return 0
    const tiles = tree.append(split(hashes))
    for (const tile of tiles) await insertTile(client, shard, tile)
    await insertCheckpoint(client, tree, shard, signer)
    return hashes.length / 32
  })
}

/** Puts these entries, which wait somewhere in the queue, at the very beginning of a tree. @returns their hashes, in order */
export async function placeFirst(client: pg.Client, { shard }: Shard, entryIds: readonly string[]): Promise<Buffer[]> {
  const { rows } = await client.query<{ hashes: Buffer | null }>(
    `with waiting as materialized (
       select row_number() over (order by position) - 1 as idx, position, event_id, leaf_hash
       from ledger.pending where event_id = any($2::uuid[])
     ), added as (
       insert into ledger.leaf (shard, idx, event_id, leaf_hash) select $1, idx, event_id, leaf_hash from waiting order by idx
     ), removed as (
       delete from ledger.pending p using waiting w where p.position = w.position
     )
     select string_agg(leaf_hash, ''::bytea order by idx) as hashes from waiting`,
    [shard, entryIds],
  )
  return [...split(rows[0]?.hashes ?? Buffer.alloc(0))]
}

function* split(hashes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < hashes.length; at += 32) yield hashes.subarray(at, at + 32)
}

async function insertTile(client: pg.Client, { shard }: Shard, { level, n, data, root }: Tile): Promise<void> {
  const text = 'insert into ledger.tile (shard, level, n, data, root) values ($1, $2, $3, $4, $5)'
  await client.query({ name: 'ledger-tile', text, values: [shard, level, n, data, root] })
}

export async function insertCheckpoint(client: pg.Client, tree: Tree, shard: Shard, signer: Signer): Promise<void> {
  const head = { origin: shard.origin, size: tree.size, root: Uint8Array.from(tree.root()) }
  const { signature } = await signer.sign('checkpoint', utf8(checkpointText(head)), shard.origin)
  const note = formatCheckpoint(head, shard.key, Uint8Array.from(signature))
  const text = 'insert into ledger.checkpoint (shard, size, root, note) values ($1, $2, $3, $4)'
  await client.query({ name: 'ledger-checkpoint', text, values: [shard.shard, head.size, head.root, note] })
}

/** Cheaper than an empty batch. */
export async function somethingWaits(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query({ name: 'ledger-waits', text: 'select from ledger.pending limit 1' })
  return (rowCount ?? 0) > 0
}

import type pg from 'pg'
import { equalBytes, fromBase64, openCheckpoint, Tree, tileWidth, toBase64 } from '../format/index.ts'
import { native } from '../native.ts'
import { latestCheckpoint, leafHashes, tileRoots } from '../store.ts'
import { overClient } from './connection.ts'
import type { HeadMemory } from './memory.ts'
import type { Shard } from './shard.ts'

/** The stored tree is not the one that was signed. Nothing more is signed until a person has looked. */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged'
}

/**
 * The tree as the database holds it, checked against its own last signed head and against the last head this machine
 * remembers: a database brought back from an old copy would make this log sign two histories.
 * @throws LedgerDamaged
 */
export async function restoreTree(client: pg.Client, shard: Shard, memory: HeadMemory): Promise<Tree> {
  const size = await leafCount(client, shard)
  const tree = Tree.restore(size, await partials(client, shard.shard, size), native)
  await compareWithSigned(client, shard, tree)
  await compareWithRemembered(client, shard, tree, memory)
  return tree
}

async function leafCount(client: pg.Client, { shard }: Shard): Promise<number> {
  const { rows } = await client.query<{ size: number }>(
    'select (coalesce(max(idx), -1) + 1)::float8 as size from ledger.leaf where shard = $1',
    [shard],
  )
  return rows[0]?.size ?? 0
}

async function partials(client: pg.Client, shard: string, size: number): Promise<Uint8Array[][]> {
  const reader = overClient(client)
  const levels = [await leafHashes(reader, shard, size - (size % tileWidth), size)]
  for (let count = Math.floor(size / tileWidth); count > 0; count = Math.floor(count / tileWidth)) {
    levels.push(await tileRoots(reader, shard, levels.length - 1, count - (count % tileWidth), count))
  }
  return levels
}

async function compareWithSigned(client: pg.Client, { shard, key }: Shard, tree: Tree): Promise<void> {
  const signed = await latestCheckpoint(overClient(client), shard)
  if (signed === null && tree.size === 0) return
  if (signed === null) throw new LedgerDamaged('there are leaves but no signed checkpoint')
  const { size, root } = await openCheckpoint(signed.note, key)
  if (size !== tree.size || !equalBytes(root, tree.root())) {
    throw new LedgerDamaged(
      `the stored tree of ${tree.size} entries does not have the root that was signed for ${size}`,
    )
  }
}

async function compareWithRemembered(client: pg.Client, { shard, origin }: Shard, tree: Tree, memory: HeadMemory) {
  const head = await memory.read(origin)
  if (head === null) return
  if (head.size > tree.size) {
    throw new LedgerDamaged(
      `the database holds ${tree.size} entries, but ${head.size} were signed: it was brought back from an older copy. Restore the newer one.`,
    )
  }
  const { rows } = await client.query<{ root: Uint8Array }>(
    'select root from ledger.checkpoint where shard = $1 and size = $2',
    [shard, head.size],
  )
  if (rows[0] && equalBytes(rows[0].root, fromBase64(head.root))) return
  throw new LedgerDamaged(
    `at ${head.size} entries the database has another history than ${toBase64(fromBase64(head.root))}`,
  )
}

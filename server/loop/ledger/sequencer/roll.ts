import type pg from 'pg'
import type { KeyRing } from '#server/ports/key-ring.ts'
import { formatVerifierKey, Tree, toBase64, toHex } from '../format/index.ts'
import { native } from '../native.ts'
import { keyOverlapMs } from '../numbers.ts'
import { leafPage, rowOf, type ShardRow } from '../store.ts'
import { commitBatch, insertCheckpoint, placeFirst } from './batch.ts'
import { overClient, transaction } from './connection.ts'
import type { Countersigning } from './countersigning.ts'
import { announce } from './keyset.ts'
import type { HeadMemory } from './memory.ts'
import { periodAt } from './period.ts'
import { LedgerDamaged } from './restore.ts'
import { businessTime, say } from './say.ts'
import { insertShard, type Shard, siblingOf, withKey } from './shard.ts'

/** The tree that is being grown. */
export interface Growing {
  shard: Shard
  tree: Tree
}

interface With {
  client: pg.Client
  ring: KeyRing
  countersigning: Countersigning | undefined
  memory: HeadMemory
}

/** The tree that should be open by now, when it is a later one. A clock that went back changes nothing. */
export async function dueShard(client: pg.Client, { shard }: Shard): Promise<string | null> {
  const due = periodAt((await businessTime(client)).now).shard
  return due > shard ? due : null
}

/**
 * Closes the open tree and begins the next, in one transaction: its first entry says how the old one ended, its second
 * names every key. What waits goes on into the new tree. Before that, the old tree itself names the new one's key.
 * @throws LedgerDamaged when the next tree was already begun once
 */
export async function rollOver(on: With, from: Growing, name: string): Promise<Growing> {
  const next = siblingOf(from.shard, name)
  if (await on.memory.read(next.origin)) {
    throw new LedgerDamaged(
      `${next.origin} was already begun, but the database does not hold it: it was brought back from an older copy. Restore the newer one.`,
    )
  }
  const { keyId } = await on.ring.prepare('checkpoint', next.origin)
  await nameInOldTree(on, from)
  await on.memory.write(from.shard.origin, { size: from.tree.size, root: toBase64(from.tree.root()) })
  const { now } = await businessTime(on.client)
  const until = new Date(now.getTime() + keyOverlapMs).toISOString()
  await on.ring.activate(keyId, { since: now.toISOString(), until })
  const grown = await begin(on, from, next)
  await on.memory.write(next.origin, { size: grown.tree.size, root: toBase64(grown.tree.root()) })
  return grown
}

/** Whoever trusts the old tree learns there whose signature to expect on the new one. */
async function nameInOldTree({ client, ring }: With, { shard, tree }: Growing): Promise<void> {
  const entryId = await announce(client, ring, shard)
  while ((await rowOf(overClient(client), entryId))?.idx == null) await commitBatch(client, tree, shard, ring)
}

async function begin({ client, ring, countersigning }: With, from: Growing, next: ShardRow): Promise<Growing> {
  return await transaction(client, async () => {
    const previous = await endOf(client, from)
    await insertShard(client, next)
    const shard = await withKey(next, ring, countersigning)
    const predicate = { ...next, checkpointKey: formatVerifierKey(shard.key), previous }
    const genesis = await say(client, ring, { kind: 'shard-genesis', predicate }, next.origin)
    const keyset = await announce(client, ring, shard)
    const tree = new Tree(native)
    tree.append(await placeFirst(client, shard, [genesis, keyset]))
    await insertCheckpoint(client, tree, shard, ring)
    return { shard, tree }
  })
}

async function endOf(client: pg.Client, { shard: { shard, origin }, tree }: Growing) {
  const [last] = await leafPage(overClient(client), shard, tree.size - 1, 1)
  return { shard, origin, size: tree.size, rootSha256: toHex(tree.root()), lastEntry: last?.entry_id ?? '' }
}

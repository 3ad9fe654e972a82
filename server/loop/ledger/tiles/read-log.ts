import { parseTilePath } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { latestCheckpoint, shards } from '../store.ts'
import { newestWitnessed } from '../witness/store.ts'
import { readTile } from './read-tile.ts'

/** What a stranger gets of the log: its hashes and its signed head, never an entry. */
export interface LogFile {
  body: string | Uint8Array
  /** Never changes, so it may be kept for ever. */
  fixed: boolean
}

/**
 * One file of a shard, by its path as C2SP tlog-tiles lays a log out: `checkpoint`, or `tile/…`. The checkpoint is the newest
 * that enough witnesses countersigned, with their lines, so that no two readers are given heads that nobody else saw.
 * @returns null for what the log does not have, or not yet
 */
export async function readLog(from: LedgerReader, shard: string, path: string): Promise<LogFile | null> {
  if (!(await shards(from)).some((each) => each.shard === shard)) return null
  if (path === 'checkpoint') {
    const checkpoint = (await newestWitnessed(from, shard)) ?? (await latestCheckpoint(from, shard))
    return checkpoint && { body: checkpoint.note, fixed: false }
  }
  const name = parseTilePath(path)
  const tile = name && (await readTile(from, shard, name))
  return tile && { body: tile, fixed: true }
}

import { equalBytes, parseCheckpointText, parseNote } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import { latestCheckpoint } from './store.ts'

/** What an audit finds wrong with a shard whose entries were dropped after their time; null when its final head is in place. */
export async function dropFault(from: LedgerReader, shard: string): Promise<string | null> {
  const dropped = await droppedShard(from, shard)
  const checkpoint = await latestCheckpoint(from, shard)
  if (!dropped || !checkpoint) return 'its final head is gone'
  const { size, root } = parseCheckpointText(parseNote(checkpoint.note).text)
  return size === dropped.size && equalBytes(root, dropped.root)
    ? null
    : 'its final head is not the one that was archived'
}

/** Null for a shard whose entries are here. */
export async function droppedShard(
  from: LedgerReader,
  shard: string,
): Promise<{ size: number; root: Uint8Array } | null> {
  const rows = await from.$queryRawUnsafe<{ size: number; root: Uint8Array }[]>(
    'select size::float8 as size, root from ledger.dropped_shard where shard = $1::text',
    shard,
  )
  return rows[0] ?? null
}

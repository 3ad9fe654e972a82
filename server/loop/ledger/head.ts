import { toBase64 } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import { headOf } from './prove.ts'
import { latestCheckpoint, shards, waitingSince } from './store.ts'
import { newestWitnessed } from './witness/store.ts'

/** How the log stands now, for pages and status. */
export interface LedgerHead {
  origin: string
  shard: string
  size: number
  /** base64. */
  root: string
  /** The signed note, to keep: whoever has it can prove a later rewriting. */
  note: string
  /** How much of the tree enough witnesses countersigned, and whether one of them runs elsewhere; null before the first. */
  witnessed: { size: number; outside: boolean } | null
  /** Entries not in the tree yet, and for how long the oldest has waited. */
  waiting: number
  oldestWaitsMs: number | null
}

/** Null before the first head was signed. */
export async function ledgerHead(from: LedgerReader): Promise<LedgerHead | null> {
  const shard = (await shards(from)).at(-1)
  const checkpoint = shard && (await latestCheckpoint(from, shard.shard))
  if (!checkpoint) return null
  const { origin, size, root } = headOf(checkpoint)
  const witnessed = await newestWitnessed(from, checkpoint.shard)
  return {
    origin,
    shard: checkpoint.shard,
    size,
    root: toBase64(root),
    note: checkpoint.note,
    witnessed: witnessed && { size: witnessed.size, outside: witnessed.outside },
    ...(await waitingSince(from)),
  }
}

import type { LedgerReader } from '../ports.ts'
import type { EntryRow } from '../store.ts'
import { sizesAt } from './store.ts'

/** Those of the rows that were in the tree by a moment of real time; all of them for now. */
export async function rowsBy(from: LedgerReader, rows: readonly EntryRow[], asOf: string | null): Promise<EntryRow[]> {
  if (asOf === null) return [...rows]
  const sizes = new Map((await sizesAt(from, asOf)).map(({ shard, size }) => [shard, size]))
  return rows.filter(({ shard, idx }) => shard !== null && idx !== null && idx < (sizes.get(shard) ?? 0))
}

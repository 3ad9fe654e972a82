import type { LedgerReader } from '../ports.ts'
import { type EntryRow, entries } from '../store.ts'

/** The newest entries of a kind, newest first. */
export function newestOfKind(
  from: LedgerReader,
  kind: 'keyset' | 'key-rotation' | 'shard-genesis',
  limit: number,
): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(`${entries} where e.kind = $1::text order by e.position desc limit $2::int`, kind, limit)
}

/** The last keyset of each tree, oldest tree first: enough to get from any tree's key to every other. */
export function lastKeysets(from: LedgerReader): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(
    `${entries} join (
       select distinct on (l2.shard) l2.event_id from ledger.event e2 join ledger.leaf l2 using (event_id)
       where e2.kind = 'keyset' order by l2.shard, l2.idx desc
     ) last on last.event_id = e.event_id order by e.position`,
  )
}

import type { LedgerReader } from '../ports.ts'
import type { CheckpointRow } from '../store.ts'

export interface HeadRow extends CheckpointRow {
  root: Uint8Array
  signedAt: string
}

/** Signed heads, the newest first: by when their shard was opened, then by size. */
export function headsBefore(
  from: LedgerReader,
  before: { shard: string; size: number } | null,
  limit: number,
): Promise<HeadRow[]> {
  return from.$queryRawUnsafe(
    `select c.shard, c.size::float8 as size, c.note, c.root,
       to_char(c.signed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "signedAt"
     from ledger.shard s cross join lateral (
       select * from ledger.checkpoint c where c.shard = s.shard
         and ($1::text is null or s.shard <> $1::text or c.size < $2::float8::bigint)
       order by c.size desc limit $3::int) c
     where $1::text is null or s.opened_at <= (select opened_at from ledger.shard where shard = $1::text)
     order by s.opened_at desc, c.size desc limit $3::int`,
    before?.shard ?? null,
    before?.size ?? null,
    limit,
  )
}

import type { LedgerReader } from '../ports.ts'
import { type EntryRow, entries } from '../store.ts'

/** Newest first. @param kind null for all of them. @param before the position to go on from; null from the top */
export function pageOfKind(
  from: LedgerReader,
  kind: string | null,
  limit: number,
  before: number | null,
): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(
    `${entries} where ($3::text is null or e.kind = $3::text) and ($2::float8 is null or e.position < $2::float8::bigint)
     order by e.position desc limit $1::int`,
    limit,
    before,
    kind,
  )
}

export function rowsWithLeaf(from: LedgerReader, sha256: string): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(`${entries} where e.leaf_hash = decode($1::text, 'hex')`, sha256)
}

/** What stands as payload in the bytes of an envelope: whole base64 or nothing, as altered bytes may be no text at all. */
const payload = `'"payload":"((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)"'`

/** Among the `within` newest entries those whose signed statement holds this text. */
export function rowsSpeakingOf(from: LedgerReader, text: string, within: number, limit: number): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(
    `${entries} where e.position > (select coalesce(max("position"), 0) from ledger.event) - $2::int
       and position(convert_to($1::text, 'utf8') in decode(substring(encode(e.envelope, 'escape') from ${payload}), 'base64')) > 0
     order by e.position desc limit $3::int`,
    text,
    within,
    limit,
  )
}

/** How large each shard was at a moment of real time; those that had no head by then are missing. */
export function sizesAt(from: LedgerReader, moment: string): Promise<{ shard: string; size: number }[]> {
  return from.$queryRawUnsafe(
    `select s.shard, c.size::float8 as size from ledger.shard s cross join lateral (
       select c.size from ledger.checkpoint c where c.shard = s.shard and c.signed_at <= $1::timestamptz
       order by c.signed_at desc, c.size desc limit 1) c`,
    moment,
  )
}

import type { LedgerReader, LedgerTransaction } from '../ports.ts'
import { urgentKinds } from './numbers.ts'

/** A head that is outside this database too. */
export interface AnchorRow {
  shard: string
  size: number
  kind: 'git' | 'rfc3161'
  /** The remote or the authority. */
  place: string
  /** Git only. */
  commit: string | null
  /** RFC 3161 only, DER. */
  token: Uint8Array | null
  at: string
}

export async function insertAnchor(tx: LedgerTransaction, anchor: AnchorRow & { root: Uint8Array }): Promise<void> {
  const { shard, size, root, kind, place, commit, token, at } = anchor
  await tx.$executeRawUnsafe(
    `insert into ledger.anchor (shard, size, root, kind, place, "commit", token, at)
     values ($1::text, $2::float8::bigint, $3::bytea, $4::text, $5::text, $6::text, $7::bytea, $8::text::timestamptz)`,
    shard,
    size,
    root,
    kind,
    place,
    commit,
    token,
    at,
  )
}

const columns = `a.shard, a.size::float8 as size, a.kind, a.place, a."commit", a.token,
  to_char(a.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`

/** The newest anchor of a kind at one place; null before the first. */
export async function lastAnchor(
  from: LedgerReader,
  shard: string,
  kind: AnchorRow['kind'],
  place: string,
): Promise<AnchorRow | null> {
  const rows = await from.$queryRawUnsafe<AnchorRow[]>(
    `select ${columns} from ledger.anchor a
     where a.shard = $1::text and a.kind = $2::text and a.place = $3::text order by a."position" desc limit 1`,
    shard,
    kind,
    place,
  )
  return rows[0] ?? null
}

/** The smallest head of each place that covers an entry, and up to `last`. */
export function anchorsOver(from: LedgerReader, shard: string, size: number, last: number): Promise<AnchorRow[]> {
  return from.$queryRawUnsafe(
    `select distinct on (a.kind, a.place) ${columns} from ledger.anchor a
     where a.shard = $1::text and a.size >= $2::float8::bigint and a.size <= $3::float8::bigint
     order by a.kind, a.place, a.size, a."position"`,
    shard,
    size,
    last,
  )
}

/** The root that was signed at a size; null when there is no head of it. */
export async function rootAt(from: LedgerReader, shard: string, size: number): Promise<Uint8Array | null> {
  const rows = await from.$queryRawUnsafe<{ root: Uint8Array }[]>(
    'select root from ledger.checkpoint where shard = $1::text and checkpoint.size = $2::float8::bigint',
    shard,
    size,
  )
  return rows[0]?.root ?? null
}

/** The signed note at a size. */
export async function noteAt(from: LedgerReader, shard: string, size: number): Promise<string | null> {
  const rows = await from.$queryRawUnsafe<{ note: string }[]>(
    'select note from ledger.checkpoint where shard = $1::text and checkpoint.size = $2::float8::bigint',
    shard,
    size,
  )
  return rows[0]?.note ?? null
}

/** Whether something that must be anchored at once entered the tree of a shard at `size` or later. */
export async function urgentSince(from: LedgerReader, shard: string, size: number): Promise<boolean> {
  const rows = await from.$queryRawUnsafe<unknown[]>(
    `select from jsonb_array_elements_text($1::text::jsonb) as urgent (kind)
     cross join lateral (
       select l.shard, l.idx from ledger.event e join ledger.leaf l using (event_id)
       where e.kind = urgent.kind order by e.position desc limit 1
     ) newest
     where newest.shard = $2::text and newest.idx >= $3::float8::bigint`,
    JSON.stringify(urgentKinds),
    shard,
    size,
  )
  return rows.length > 0
}

/** For how long there has been a head over more than `size` entries, ms; 0 when there is none. */
export async function unanchoredSince(from: LedgerReader, shard: string, size: number): Promise<number> {
  const rows = await from.$queryRawUnsafe<{ ms: number }[]>(
    `select (extract(epoch from clock_timestamp() - signed_at) * 1000)::float8 as ms from ledger.checkpoint
     where shard = $1::text and checkpoint.size > $2::float8::bigint order by checkpoint.size limit 1`,
    shard,
    size,
  )
  return rows[0]?.ms ?? 0
}

/** One leader over the whole database; the lock ends with its session. The first number is the ledger's. */
export async function takeLead(from: LedgerReader): Promise<boolean> {
  const rows = await from.$queryRawUnsafe<{ mine: boolean }[]>('select pg_try_advisory_lock(1279542599, 2) as mine')
  return rows[0]?.mine ?? false
}

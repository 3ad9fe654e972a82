import type { SealedDisclosure } from './disclose.ts'
import { toHex } from './format/index.ts'
import type { LedgerReader, LedgerTransaction } from './ports.ts'
import type { EntryKind, Grade } from './vocabulary.ts'

/** All SQL of the ledger's readers and writers but the sequencer's. Lists travel as JSON, numbers as float8. */

export interface NewEntry {
  entryId: string
  envelope: Uint8Array
  kind: EntryKind
  changeId: string | null
  runId: string | null
  sealed: readonly SealedDisclosure[]
}

/** @returns the leaf hash the database computed, hexadecimal. */
export async function insertEntry(tx: LedgerTransaction, entry: NewEntry): Promise<string> {
  const [row] = await tx.$queryRawUnsafe<{ leaf_hash: Uint8Array }[]>(
    `insert into ledger.event (event_id, envelope, kind, change_id, run_id)
     values ($1::uuid, $2::bytea, $3::text, $4::text, $5::text) returning leaf_hash`,
    entry.entryId,
    entry.envelope,
    entry.kind,
    entry.changeId,
    entry.runId,
  )
  for (const { digest, subject, sealed } of entry.sealed) {
    await tx.$executeRawUnsafe(
      `insert into ledger.disclosure (event_id, digest, subject, sealed) values ($1::uuid, $2::text, $3::text, $4::bytea)`,
      entry.entryId,
      digest,
      subject,
      sealed,
    )
  }
  return toHex(row?.leaf_hash ?? new Uint8Array())
}

export interface EntryRow {
  entry_id: string
  kind: EntryKind
  change_id: string | null
  run_id: string | null
  envelope: Uint8Array
  leaf_hash: Uint8Array
  /** What the tree holds in its place; the same, unless someone altered the entry afterwards. Null while it waits. */
  tree_leaf_hash: Uint8Array | null
  created_at: string
  position: number
  grade: Grade
  /** Null while the entry waits. */
  shard: string | null
  idx: number | null
}

const entryColumns = `e.event_id::text as entry_id, e.kind, e.change_id, e.run_id, e.envelope, e.leaf_hash,
  to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
  e.position::float8 as position, l.leaf_hash as tree_leaf_hash, l.shard, l.idx::float8 as idx,
  case when l.idx is null then 'pending'
    when l.idx < (select max(a.size) from ledger.anchor a where a.shard = l.shard and a.kind = 'git') then 'anchored'
    when l.idx < (select max(size) from ledger.witnessed w where w.shard = l.shard and w.outside) then 'witnessed'
    when l.idx < (select max(size) from ledger.witnessed w where w.shard = l.shard and not w.outside) then 'witnessedLocally'
    else 'sequenced' end as grade`
/** Where every reading of entries begins. */
export const entries = `select ${entryColumns} from ledger.event e left join ledger.leaf l using (event_id)`

export function rowsOfChange(from: LedgerReader, changeId: string): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(`${entries} where e.change_id = $1::text order by e.position`, changeId)
}

export async function rowOf(from: LedgerReader, entryId: string): Promise<EntryRow | null> {
  const rows = await from.$queryRawUnsafe<EntryRow[]>(`${entries} where e.event_id = $1::uuid`, entryId)
  return rows[0] ?? null
}

export function rowsOfKind(from: LedgerReader, kind: EntryKind): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(`${entries} where e.kind = $1::text order by e.position`, kind)
}

/** Newest first. @param before the position to go on from; null from the top. */
export function latestRows(from: LedgerReader, limit: number, before: number | null): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(
    `${entries} where ($2::float8 is null or e.position < $2::float8) order by e.position desc limit $1::int`,
    limit,
    before,
  )
}

export function disclosuresOf(from: LedgerReader, entryId: string): Promise<SealedDisclosure[]> {
  return from.$queryRawUnsafe(
    'select digest, subject, sealed from ledger.disclosure where event_id = $1::uuid order by digest',
    entryId,
  )
}

export interface CheckpointRow {
  shard: string
  size: number
  note: string
}

/** The newest signed head; null before the first. */
export async function latestCheckpoint(from: LedgerReader, shard: string): Promise<CheckpointRow | null> {
  const rows = await from.$queryRawUnsafe<CheckpointRow[]>(
    `select shard, size::float8 as size, note from ledger.checkpoint where shard = $1::text order by checkpoint.size desc limit 1`,
    shard,
  )
  return rows[0] ?? null
}

/** Leaf hashes `from` up to, not including, `to`, in order. */
export async function leafHashes(reader: LedgerReader, shard: string, from: number, to: number): Promise<Uint8Array[]> {
  const rows = await reader.$queryRawUnsafe<{ hash: Uint8Array }[]>(
    `select leaf_hash as hash from ledger.leaf where shard = $1::text and idx >= $2::float8::bigint and idx < $3::float8::bigint order by idx`,
    shard,
    from,
    to,
  )
  return rows.map(({ hash }) => hash)
}

/** Roots of the full tiles `from` up to, not including, `to` of a level: elements of the level above. */
export async function tileRoots(
  reader: LedgerReader,
  shard: string,
  level: number,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const rows = await reader.$queryRawUnsafe<{ root: Uint8Array }[]>(
    `select root from ledger.tile where shard = $1::text and level = $2::int and n >= $3::float8::bigint and n < $4::float8::bigint order by n`,
    shard,
    level,
    from,
    to,
  )
  return rows.map(({ root }) => root)
}

/** The 256 hashes of a full tile; null when it is not full yet. */
export async function tileData(
  reader: LedgerReader,
  shard: string,
  level: number,
  n: number,
): Promise<Uint8Array | null> {
  const rows = await reader.$queryRawUnsafe<{ data: Uint8Array }[]>(
    'select data from ledger.tile where shard = $1::text and level = $2::int and n = $3::float8::bigint',
    shard,
    level,
    n,
  )
  return rows[0]?.data ?? null
}

export interface ShardRow {
  shard: string
  origin: string
}

export function shards(from: LedgerReader): Promise<ShardRow[]> {
  return from.$queryRawUnsafe('select shard, origin from ledger.shard order by opened_at')
}

export interface LeafRow {
  idx: number
  entry_id: string
  kind: string
  leaf_hash: Uint8Array
  /** Null when the body is gone. */
  envelope: Uint8Array | null
}

/** A page of the tree with the envelopes, in order. */
export function leafPage(from: LedgerReader, shard: string, first: number, limit: number): Promise<LeafRow[]> {
  return from.$queryRawUnsafe(
    `select l.idx::float8 as idx, l.event_id::text as entry_id, e.kind, l.leaf_hash, e.envelope
     from ledger.leaf l left join ledger.event e using (event_id)
     where l.shard = $1::text and l.idx >= $2::float8::bigint order by l.idx limit $3::int`,
    shard,
    first,
    limit,
  )
}

/** Signed heads with sizes over `after`, up to and including `last`, in order. */
export function checkpointsBetween(
  from: LedgerReader,
  shard: string,
  after: number,
  last: number,
): Promise<CheckpointRow[]> {
  return from.$queryRawUnsafe(
    `select shard, size::float8 as size, note from ledger.checkpoint
     where shard = $1::text and checkpoint.size > $2::float8::bigint and checkpoint.size <= $3::float8::bigint
     order by checkpoint.size`,
    shard,
    after,
    last,
  )
}

/** Entries that are neither in the tree nor waiting for it. */
export async function lostEntries(from: LedgerReader): Promise<string[]> {
  const rows = await from.$queryRawUnsafe<{ entry_id: string }[]>(
    `select e.event_id::text as entry_id from ledger.event e
     where not exists (select from ledger.leaf l where l.event_id = e.event_id)
       and not exists (select from ledger.pending p where p.event_id = e.event_id)`,
  )
  return rows.map(({ entry_id }) => entry_id)
}

export async function waitingSince(from: LedgerReader): Promise<{ waiting: number; oldestWaitsMs: number | null }> {
  const [row] = await from.$queryRawUnsafe<{ waiting: number; oldest: number | null }[]>(
    `select count(*)::int as waiting,
            (extract(epoch from clock_timestamp() - min(e.created_at)) * 1000)::float8 as oldest
     from ledger.pending p join ledger.event e using (event_id)`,
  )
  return { waiting: row?.waiting ?? 0, oldestWaitsMs: row?.oldest ?? null }
}

import { type CosignerKey, toHex } from '../format/index.ts'
import type { LedgerReader, LedgerTransaction } from '../ports.ts'
import type { CheckpointRow } from '../store.ts'

/** Cosignatures and what they amount to. Rows are added and read; nobody changes them. */

interface Head {
  shard: string
  size: number
}

/** @param line verified: the database cannot check it. A second line of the same key for the same head is left out. */
export async function insertCosignature(
  tx: LedgerTransaction,
  { shard, size }: Head,
  { name, id, kind }: CosignerKey,
  line: string,
): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into ledger.cosignature (shard, size, name, key_id, kind, line)
     values ($1::text, $2::float8::bigint, $3::text, $4::bytea, $5::text, $6::text) on conflict do nothing`,
    shard,
    size,
    name,
    id,
    kind,
    line,
  )
}

export async function insertWitnessed(tx: LedgerTransaction, { shard, size }: Head, outside: boolean): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into ledger.witnessed (shard, size, outside) values ($1::text, $2::float8::bigint, $3::boolean)
     on conflict do nothing`,
    shard,
    size,
    outside,
  )
}

/** What each key countersigned lately, by its id in hexadecimal; a key that did not is left out. */
export async function lastCosigned(from: LedgerReader, shard: string): Promise<Map<string, number>> {
  const rows = await from.$queryRawUnsafe<{ key_id: Uint8Array; size: number }[]>(
    `select key_id, size::float8 as size from ledger.cosignature where shard = $1::text
     order by cosignature.size desc limit 200`,
    shard,
  )
  return new Map(rows.toReversed().map(({ key_id, size }) => [toHex(key_id), size]))
}

export interface WitnessedRow extends CheckpointRow {
  outside: boolean
}

/** The newest head that enough witnesses countersigned, with every cosignature below it; null before the first. */
export async function newestWitnessed(from: LedgerReader, shard: string): Promise<WitnessedRow | null> {
  const { local, outside } = await witnessedSizes(from, shard)
  return await witnessedAt(from, shard, Math.max(local, outside))
}

/** The same for a proof: one that covers this index, and that an outside witness took part in where there is one. */
export async function witnessedOver(from: LedgerReader, shard: string, index: number): Promise<WitnessedRow | null> {
  const { local, outside } = await witnessedSizes(from, shard)
  if (outside > index) return await witnessedAt(from, shard, outside)
  return local > index ? await witnessedAt(from, shard, local) : null
}

/** 0 where there is none. */
async function witnessedSizes(from: LedgerReader, shard: string): Promise<{ local: number; outside: number }> {
  const [row] = await from.$queryRawUnsafe<{ local: number; outside: number }[]>(
    `select coalesce((select max(size) from ledger.witnessed where shard = $1::text and not outside), 0)::float8 as local,
            coalesce((select max(size) from ledger.witnessed where shard = $1::text and outside), 0)::float8 as outside`,
    shard,
  )
  return row ?? { local: 0, outside: 0 }
}

async function witnessedAt(from: LedgerReader, shard: string, size: number): Promise<WitnessedRow | null> {
  const [row] = await from.$queryRawUnsafe<WitnessedRow[]>(
    `select c.shard, c.size::float8 as size, c.note, exists (
       select from ledger.witnessed w where w.shard = c.shard and w.outside and w.size = c.size) as outside
     from ledger.checkpoint c where c.shard = $1::text and c.size = $2::float8::bigint`,
    shard,
    size,
  )
  return row ? { ...row, note: row.note + (await linesBelow(from, row)).join('') } : null
}

async function linesBelow(from: LedgerReader, { shard, size }: Head): Promise<string[]> {
  const rows = await from.$queryRawUnsafe<{ line: string }[]>(
    `select line from ledger.cosignature where shard = $1::text and size = $2::float8::bigint
     order by kind, name, key_id`,
    shard,
    size,
  )
  return rows.map(({ line }) => line)
}

import type { LedgerReader } from '../ports.ts'
import { viewOf } from '../read.ts'
import type { Predicate } from '../schemas.ts'
import { type EntryRow, entries, rowsOfKind } from '../store.ts'
import { progressOf } from './store.ts'

/** A commitment to the graph, as the log holds it. */
export interface Commitment {
  entryId: string
  entries: number
  sha256: string
  rule: string
}

/** The commitments in the log, the oldest first. One that cannot be read is left out: the audit names it. */
export async function commitments(from: LedgerReader): Promise<Commitment[]> {
  return (await rowsOfKind(from, 'projection')).flatMap(commitmentIn)
}

/** How far the graph goes, how far its last commitment does, and how long ago that, or else the first entry, was written. */
export async function lastCommitted(from: LedgerReader): Promise<{ place: number; entries: number; ms: number }> {
  const { place } = await progressOf(from)
  const [last] = await from.$queryRawUnsafe<EntryRow[]>(
    `${entries} where e.kind = 'projection' order by e.position desc limit 1`,
  )
  const [age] = await from.$queryRawUnsafe<{ ms: number | null }[]>(
    `select (extract(epoch from clock_timestamp() - coalesce($1::timestamptz,
       (select created_at from ledger.event order by "position" limit 1))) * 1000)::float8 as ms`,
    last?.created_at ?? null,
  )
  return { place, entries: (last && commitmentIn(last)[0]?.entries) ?? 0, ms: age?.ms ?? 0 }
}

function commitmentIn(row: EntryRow): Commitment[] {
  try {
    const said = viewOf(row).predicate as Predicate<'projection'>
    return [{ entryId: row.entry_id, entries: said.entries, sha256: said.sha256, rule: said.rule }]
  } catch {
    return []
  }
}

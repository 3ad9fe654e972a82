import type { LedgerReader } from './ports.ts'
import type { EntryKind } from './vocabulary.ts'

/** Id of the newest entry of a change, of one kind when it is given; null when it has none. */
export async function lastEntryId(from: LedgerReader, changeId: string, kind?: EntryKind): Promise<string | null> {
  const rows = await from.$queryRawUnsafe<{ entry_id: string }[]>(
    `select event_id::text as entry_id from ledger.event
     where change_id = $1::text and ($2::text is null or kind = $2::text) order by "position" desc limit 1`,
    changeId,
    kind ?? null,
  )
  return rows[0]?.entry_id ?? null
}

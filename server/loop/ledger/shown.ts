import { toHex } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import { type EntryView, viewOf } from './read.ts'
import { EntryHeader } from './schemas.ts'
import { type EntryRow, latestRows } from './store.ts'
import { defaultTenant } from './vocabulary.ts'

/** An entry for a page. One whose bytes were altered past reading is `damaged`, and shown by the columns beside them. */
export interface ShownEntry extends EntryView {
  damaged: boolean
}

/** Newest first, a page at a time. @param before `position` of the last one seen */
export async function latestEntries(
  from: LedgerReader,
  limit = 50,
  before: number | null = null,
): Promise<ShownEntry[]> {
  return (await latestRows(from, limit, before)).map(shownOf)
}

export function shownOf(row: EntryRow): ShownEntry {
  const view = readable(row)
  return view ? { ...view, damaged: false } : { ...besides(row), damaged: true }
}

function readable(row: EntryRow): EntryView | null {
  try {
    const view = viewOf(row)
    const known = Object.entries(Object(view.header)).filter(([name]) => name in EntryHeader.shape)
    return EntryHeader.safeParse(Object.fromEntries(known)).success ? view : null
  } catch {
    return null
  }
}

/** What the database says of it. Only good for finding it: none of this is signed. */
function besides(row: EntryRow): EntryView {
  return {
    entryId: row.entry_id,
    kind: row.kind,
    grade: row.grade,
    place: row.shard === null || row.idx === null ? null : { shard: row.shard, index: row.idx },
    header: {
      entryId: row.entry_id,
      tenant: defaultTenant,
      runId: row.run_id,
      changeId: row.change_id,
      occurredAt: row.created_at,
      clockOffsetMs: 0,
      actor: { kind: 'system', ref: 'unknown' },
      riskTier: null,
      practice: false,
      scripted: false,
      materials: [],
    },
    predicateType: '',
    predicate: {},
    subjects: [],
    leafSha256: toHex(row.leaf_hash),
    keyIds: [],
    writtenAt: row.created_at,
    position: row.position,
  }
}

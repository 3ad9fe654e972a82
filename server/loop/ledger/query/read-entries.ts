import { permitted } from '#server/governed.ts'
import { toBase64 } from '../format/index.ts'
import { limited } from '../graph/ask/limited.ts'
import { rowsOf } from '../graph/search/store.ts'
import { EntryId } from '../predicates/parts.ts'
import { type ShownEntry, shownOf } from '../shown.ts'
import { defaultTenant } from '../vocabulary.ts'
import { EntryIds } from './schemas.ts'

/** An entry with its own exact bytes. */
export interface WholeEntry extends ShownEntry {
  /** base64. */
  envelope: string
}

/** The entries of these ids that this tenant may see, in no order; an id of nothing is left out. */
export const readEntries = permitted('ledger.read', EntryIds, async (from, { ids }): Promise<WholeEntry[]> => {
  const known = ids.filter((id) => EntryId.safeParse(id).success)
  const rows = await rowsOf(limited(from), known)
  return rows
    .map((row) => ({ ...shownOf(row), envelope: toBase64(row.envelope) }))
    .filter(({ header }) => header.tenant === defaultTenant)
})

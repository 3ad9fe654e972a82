import { permitted } from '#server/governed.ts'
import { lineOfRow } from '../../browse/line.ts'
import { boundOf } from '../ask/bound.ts'
import { limited } from '../ask/limited.ts'
import { Search } from '../schemas.ts'
import type { SearchPage } from '../vocabulary.ts'
import { placesOf, rowsOf } from './store.ts'

/** Entries of the tree that have all of what is asked for, newest first, a page at a time. */
export const searchEntries = permitted('ledger.read', Search, async (database, asked): Promise<SearchPage> => {
  const from = limited(database)
  const { bound, reflects } = await boundOf(from, asked.asOf)
  const places = await placesOf(from, { ...asked, limit: asked.limit + 1, bound })
  const shown = places.slice(0, asked.limit)
  const rows = await rowsOf(
    from,
    shown.map(({ entryId }) => entryId),
  )
  const byId = new Map(rows.map((row) => [row.entry_id, row]))
  return {
    entries: shown.flatMap(({ entryId, place }) => {
      const row = byId.get(entryId)
      return row ? [{ ...lineOfRow(row), place }] : []
    }),
    older: places.length > asked.limit ? (shown.at(-1)?.place ?? null) : null,
    reflects,
  }
})

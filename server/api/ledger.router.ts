import { findEntries, listEntries, readEntry, readKey, readLineage } from '#server/loop/ledger/browse/index.ts'
import { pathOf, searchEntries } from '#server/loop/ledger/graph/index.ts'
import { readKept } from '#server/loop/ledger/kept/index.ts'
import { query, router } from './trpc.ts'

/** What happened, as the ledger holds it: bytes to check, never a verdict to believe. */
export const ledger = router({
  list: query(listEntries),
  find: query(findEntries),
  read: query(readEntry),
  key: query(readKey),
  lineage: query(readLineage),
  kept: query(readKept),
  search: query(searchEntries),
  path: query(pathOf),
})

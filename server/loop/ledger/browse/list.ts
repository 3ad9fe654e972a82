import { permitted } from '#server/governed.ts'
import { ledgerHead } from '../head.ts'
import { viewOf } from '../read.ts'
import { lineOf } from './line.ts'
import { pageSize } from './numbers.ts'
import { ListEntries } from './schemas.ts'
import { pageOfKind } from './store.ts'
import type { EntryPage } from './vocabulary.ts'

/** Entries newest first, a page at a time, and how the tree stands. */
export const listEntries = permitted('ledger.read', ListEntries, async (from, { kind, before }): Promise<EntryPage> => {
  const [rows, head] = await Promise.all([pageOfKind(from, kind, pageSize + 1, before), ledgerHead(from)])
  const entries = rows.slice(0, pageSize).map((row) => lineOf(viewOf(row)))
  return {
    entries,
    older: rows.length > pageSize ? (entries.at(-1)?.position ?? null) : null,
    head: head && { origin: head.origin, size: head.size, root: head.root, waiting: head.waiting },
  }
})

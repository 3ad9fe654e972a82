import { permitted } from '#server/governed.ts'
import { inBatches } from '#server/platform/in-batches.ts'
import { ledgerHead } from '../head.ts'
import { lineOfRow } from './line.ts'
import { pageSize } from './numbers.ts'
import { EveryEntry, ListEntries } from './schemas.ts'
import { pageOfKind } from './store.ts'
import type { EntryPage } from './vocabulary.ts'

/** Entries newest first, a page at a time, and how the tree stands. */
export const listEntries = permitted('ledger.read', ListEntries, async (from, { kind, before }): Promise<EntryPage> => {
  const [rows, head] = await Promise.all([pageOfKind(from, kind, pageSize + 1, before), ledgerHead(from)])
  const entries = rows.slice(0, pageSize).map(lineOfRow)
  return {
    entries,
    older: rows.length > pageSize ? (entries.at(-1)?.position ?? null) : null,
    head: head && {
      origin: head.origin,
      size: head.size,
      root: head.root,
      waiting: head.waiting,
      witnessed: head.witnessed,
    },
  }
})

/** All of them, newest first, read as they are taken. */
export const everyEntry = permitted('ledger.read', EveryEntry, async (from, { kind }) =>
  inBatches(
    async (after: number | null, many) => (await pageOfKind(from, kind, many, after)).map(lineOfRow),
    ({ position }) => position,
  ),
)

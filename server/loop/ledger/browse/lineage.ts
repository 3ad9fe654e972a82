import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { equalBytes, toHex } from '../format/index.ts'
import { linksBetween } from '../lineage.ts'
import { type ShownEntry, shownOf } from '../shown.ts'
import { signedAmong } from '../signed.ts'
import { type EntryRow, rowsOfChange } from '../store.ts'
import { rowsBy } from './as-of.ts'
import { lineOf } from './line.ts'
import { LineageOf } from './schemas.ts'
import type { LineageView, SealFault } from './vocabulary.ts'

/** The entries of a change and what joins them, each with whether its signature holds now. */
export const readLineage = permitted(
  'ledger.read',
  LineageOf,
  async (from, { changeId, asOf }): Promise<LineageView> => {
    const all = await rowsOfChange(from, changeId)
    if (all.length === 0) throw notFound('change')
    const rows = await rowsBy(from, all, asOf)
    const signed = new Set(await signedAmong(from, rows, ports().signer))
    const seen = rows.map((row) => ({ row, entry: shownOf(row) }))
    return {
      changeId,
      entries: seen.map(({ row, entry }) => {
        const fault = faultOf(row, entry, { changeId, signed: signed.has(row) })
        const seal = fault ? 'broken' : row.idx === null ? 'waiting' : 'sealed'
        return { ...lineOf(entry), subjects: entry.subjects, seal, fault }
      }),
      links: linksBetween(
        seen.map(({ row, entry }) => ({ ...entry, leafSha256: toHex(row.tree_leaf_hash ?? row.leaf_hash) })),
      ),
    }
  },
)

function faultOf(
  { leaf_hash, tree_leaf_hash }: EntryRow,
  { damaged, header }: ShownEntry,
  { changeId, signed }: { changeId: string; signed: boolean },
): SealFault | null {
  if (damaged) return 'unreadable'
  if (!signed) return 'signature'
  if (header.changeId !== changeId) return 'otherChange'
  return tree_leaf_hash === null || equalBytes(leaf_hash, tree_leaf_hash) ? null : 'tree'
}

import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { lineageOf } from '../lineage.ts'
import type { EntryView } from '../read.ts'
import { signedEntriesOfChange } from '../signed.ts'
import { lineOf } from './line.ts'
import { ReadLineage } from './schemas.ts'
import type { LineageView, Seal } from './vocabulary.ts'

/** The entries of a change and what joins them, each with whether its signature holds now. */
export const readLineage = permitted('ledger.read', ReadLineage, async (from, { changeId }): Promise<LineageView> => {
  const { entries, links } = await lineageOf(from, changeId)
  if (entries.length === 0) throw notFound('change')
  const signed = new Set((await signedEntriesOfChange(from, changeId, ports().signer)).map(({ entryId }) => entryId))
  return {
    changeId,
    entries: entries.map((entry) => ({
      ...lineOf(entry),
      subjects: entry.subjects,
      seal: sealOf(entry, changeId, signed.has(entry.entryId)),
    })),
    links,
  }
})

/** Broken: the signature does not hold, or the envelope is of another change than the row it lies in. */
function sealOf({ grade, header }: EntryView, changeId: string, signed: boolean): Seal {
  if (!signed || header.changeId !== changeId) return 'broken'
  return grade === 'pending' ? 'waiting' : 'sealed'
}

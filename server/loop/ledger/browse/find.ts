import { permitted } from '#server/governed.ts'
import type { LedgerReader } from '../ports.ts'
import { EntryId, Sha256 } from '../predicates/parts.ts'
import { type EntryRow, rowOf, rowsOfChange } from '../store.ts'
import { lineOfRow } from './line.ts'
import { foundEntries } from './numbers.ts'
import { FindEntries } from './schemas.ts'
import { rowsSpeakingOf, rowsWithLeaf } from './store.ts'
import { type Found, searchedEntries } from './vocabulary.ts'

const nothing: Found = { entries: [], changeId: null }

/** What has exactly this name: an entry by its id, entries by a digest, or a change. Never a guess. */
export const findEntries = permitted('ledger.read', FindEntries, async (from, { q }): Promise<Found> => {
  const name = q.trim()
  const digest = name.toLowerCase().replace(/^sha256:/, '')
  if (EntryId.safeParse(name).success) return await byId(from, name)
  if (Sha256.safeParse(digest).success) return { ...nothing, entries: (await byDigest(from, digest)).map(lineOfRow) }
  return { ...nothing, changeId: name !== '' && (await rowsOfChange(from, name)).length > 0 ? name : null }
})

async function byId(from: LedgerReader, entryId: string): Promise<Found> {
  const row = await rowOf(from, entryId)
  return { ...nothing, entries: row ? [lineOfRow(row)] : [] }
}

/** The entry that has this digest; else those that speak of it. */
async function byDigest(from: LedgerReader, sha256: string): Promise<EntryRow[]> {
  const exact = await rowsWithLeaf(from, sha256)
  return exact.length > 0 ? exact : await rowsSpeakingOf(from, sha256, searchedEntries, foundEntries)
}

import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { formatVerifierKey, noteKey, rawFromSpki, toBase64 } from '../format/index.ts'
import { Provers } from '../keyset/proved.ts'
import { lastKeysets } from '../keyset/store.ts'
import type { LedgerReader } from '../ports.ts'
import { keptUnder } from '../predicates/kept.ts'
import { EntryId } from '../predicates/parts.ts'
import type { EntryMaterial } from '../proof/index.ts'
import { shownOf } from '../shown.ts'
import { type EntryRow, rowOf, shards } from '../store.ts'
import { lineOf } from './line.ts'
import { ReadEntry } from './schemas.ts'
import type { ProvableEntry } from './vocabulary.ts'

/** One entry, what it says, and the bytes that prove it. Nothing is checked here: the reader's browser does that. */
export const readEntry = permitted('ledger.read', ReadEntry, async (from, { entryId }): Promise<ProvableEntry> => {
  const row = EntryId.safeParse(entryId).success ? await rowOf(from, entryId) : null
  if (!row) throw notFound('entry')
  const view = shownOf(row)
  const { subjects, predicateType, predicate, keyIds, writtenAt, header } = view
  return {
    line: lineOf(view),
    subjects,
    materials: header.materials,
    predicateType,
    predicate,
    keyIds,
    writtenAt,
    clockOffsetMs: header.clockOffsetMs,
    hasEvidence: keptUnder(view.kind, predicate) !== null,
    material: await materialOf(from, row),
    checkpointKey: await publishedKey(from),
  }
})

/** One head for each tree, and the last keyset of each, so that a reader needs to believe one tree's key only. */
async function materialOf(from: LedgerReader, row: EntryRow): Promise<EntryMaterial> {
  // Read before any head is taken: what is under a tree now is under every later head of it.
  const keysets = await lastKeysets(from)
  const provers = new Provers(from, [row, ...keysets])
  return {
    entryId: row.entry_id,
    envelope: toBase64(row.envelope),
    proof: await provers.proof(row),
    keysets: await Promise.all(
      keysets.map(async (keyset) => ({
        envelope: toBase64(keyset.envelope),
        proof: (await provers.proof(keyset)) ?? '',
      })),
    ),
  }
}

/** The key that signs the newest tree, from the signer itself and not from what the ledger says of it. */
export async function publishedKey(from: LedgerReader): Promise<string | null> {
  const shard = (await shards(from)).at(-1)
  if (!shard) return null
  const { spki } = await ports().signer.publicKey('checkpoint', shard.origin)
  return formatVerifierKey(noteKey(shard.origin, rawFromSpki(spki)))
}

import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { formatTlogProof, formatVerifierKey, noteKey, rawFromSpki, toBase64 } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { keptUnder } from '../predicates/kept.ts'
import { EntryId } from '../predicates/parts.ts'
import type { EntryMaterial } from '../proof/index.ts'
import { proverOf } from '../prove.ts'
import { shownOf } from '../shown.ts'
import { type EntryRow, rowOf, rowsOfKind, shards } from '../store.ts'
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

/** The proofs stand under one head, so that a reader needs to believe one signature only. */
async function materialOf(from: LedgerReader, row: EntryRow): Promise<EntryMaterial> {
  const { entry_id: entryId, shard, idx } = row
  const keysets = (await rowsOfKind(from, 'keyset')).filter((keyset) => keyset.idx !== null)
  const home = shard ?? keysets.at(-1)?.shard
  if (!home) return { entryId, envelope: toBase64(row.envelope), proof: null, keysets: [] }
  const prover = await proverOf(from, home, Math.max(idx ?? 0, ...keysets.map(({ idx: at }) => at as number)))
  const proved = async (index: number) => formatTlogProof(await prover.include(index))
  return {
    entryId,
    envelope: toBase64(row.envelope),
    proof: idx === null ? null : await proved(idx),
    keysets: await Promise.all(
      keysets.map(async ({ envelope, idx: at }) => ({
        envelope: toBase64(envelope),
        proof: await proved(at as number),
      })),
    ),
  }
}

/** The key that signs the newest tree, from the signer itself and not from what the ledger says of it. */
export async function publishedKey(from: LedgerReader): Promise<string | null> {
  const shard = (await shards(from)).at(-1)
  if (!shard) return null
  const { spki } = await ports().signer.publicKey('checkpoint')
  return formatVerifierKey(noteKey(shard.origin, rawFromSpki(spki)))
}

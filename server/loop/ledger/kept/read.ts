import { gunzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { sha256 } from '#server/platform/digest.ts'
import { notFound } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { openBytes } from '../disclose.ts'
import type { LedgerReader } from '../ports.ts'
import { EntryId } from '../predicates/parts.ts'
import { type EntryView, entry } from '../read.ts'
import { knownKey } from '../subject-keys.ts'
import { requesterErasedAt, type TextRow, textsOf } from './store.ts'
import { type KeptPart, type KeptText, keptParts, placeOf } from './vocabulary.ts'

/**
 * What was sent to a model and what came back, compared with the digests in the signed entry. The product keeps no log of who
 * read what, so reading leaves no line. @throws Failure `notFound` when it is not the entry of a model call.
 */
export const readKept = permitted(
  'prompt.read',
  z.object({ entryId: z.string() }),
  async (from, { entryId }): Promise<readonly KeptText[]> => {
    const view = EntryId.safeParse(entryId).success ? await entry(from, entryId) : null
    if (view?.kind !== 'generation') throw notFound('model call')
    const rows = await textsOf(from, entryId)
    const { changeId } = view.header
    const erasedAt = changeId === null ? null : await requesterErasedAt(from, changeId)
    return await Promise.all(
      keptParts.map((part) => textOf(from, view, { part, row: rows.find((row) => row.part === part), erasedAt })),
    )
  },
)

async function textOf(
  from: LedgerReader,
  view: EntryView,
  { part, row, erasedAt }: { part: KeptPart; row: TextRow | undefined; erasedAt: string | null },
): Promise<KeptText> {
  const bytes = row?.sealed ? await opened(from, view.entryId, row, row.sealed) : null
  const absent = bytes ? null : erasedAt ? 'erased' : row ? 'expired' : 'neverKept'
  const text = bytes?.toString('utf8') ?? null
  const matches = bytes !== null && sha256(bytes) === view.predicate[`${part}Sha256`]
  return {
    part,
    text,
    absent,
    matches,
    keptUntil: row?.kept_until ?? null,
    erasedAt: absent === 'erased' ? erasedAt : null,
  }
}

/** Null when the person's key is gone. @throws Error when it was sealed elsewhere or altered */
async function opened(from: LedgerReader, entryId: string, { subject, part }: TextRow, sealed: Uint8Array) {
  const key = await knownKey(from, subject, ports().keyEncryption)
  return key && gunzipSync(openBytes(key, placeOf(entryId, part), sealed))
}

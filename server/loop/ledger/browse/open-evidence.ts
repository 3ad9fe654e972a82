import { permitted } from '#server/governed.ts'
import { Failure, notFound } from '#server/platform/errors.ts'
import { EvidenceFault } from '#server/ports/evidence.ts'
import { ports } from '#server/ports/wired.ts'
import { keptUnder } from '../predicates/kept.ts'
import { EntryId } from '../predicates/parts.ts'
import { shownOf } from '../shown.ts'
import { rowOf } from '../store.ts'
import { ReadEntry } from './schemas.ts'

export interface OpenedEvidence {
  bytes: Uint8Array<ArrayBuffer>
  fileName: string
  type: string
}

const sentences: Record<EvidenceFault['fault'], string> = {
  unknown: 'The entry names it, but it is not kept on this instance. The entry itself still holds.',
  tampered: 'What is kept here is not what the entry was sealed over. Do not rely on it, and tell security.',
}

/**
 * What is behind an entry, whole: a tool's output, a list of components. Its bytes are those the entry names, or it is refused.
 * @throws Failure `notFound` when the entry names nothing, or nothing is kept; `refused` when it was altered.
 */
export const openEvidence = permitted('ledger.read', ReadEntry, async (from, { entryId }): Promise<OpenedEvidence> => {
  const row = EntryId.safeParse(entryId).success ? await rowOf(from, entryId) : null
  const { kind, predicate } = row ? shownOf(row) : { kind: 'change' as const, predicate: {} }
  const sha256 = keptUnder(kind, predicate)
  if (sha256 === null) throw notFound('evidence')
  const bytes = await ports().evidence.get(sha256).catch(refuse)
  const [ending, type] = kind === 'components' ? ['cdx.json', 'application/vnd.cyclonedx+json'] : ['txt', 'text/plain']
  return { bytes, fileName: `${sha256}.${ending}`, type: `${type}; charset=utf-8` }
})

function refuse(error: unknown): never {
  if (!(error instanceof EvidenceFault)) throw error
  const code = error.fault === 'unknown' ? 'notFound' : 'refused'
  throw new Failure(code, error.fault, sentences[error.fault])
}

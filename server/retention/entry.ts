import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { HoldLine, RemovalLine } from './vocabulary.ts'

type ErasureDraft = Extract<EntryDraft, { kind: 'erasure' }>
type RetentionDraft = Extract<EntryDraft, { kind: 'retention' }>

const frame = { changeId: null, runId: null, riskTier: null, materials: [] }

/** The reason's words are a salted digest under the key of whoever gave it. */
export function holdEntry(hold: HoldLine, event: 'placed' | 'lifted', personId: string, reason: string): EntryDraft {
  const { id, scope, target } = hold
  return {
    ...frame,
    kind: 'legal-hold',
    subjects: [{ name: id, sha256: sha256(`${id}:${event}`) }],
    predicate: { event, hold: id, scope, target },
    personal: { subject: personId, fields: { reason } },
  }
}

/** Digests in one entry: more would not fit its envelope beside the rest. */
const digestsEach = 400

/** As many entries as the digests need, one at least. Ids and codes only: whoever is erased stays erased. */
export function erasureEntries(
  erased: Omit<ErasureDraft['predicate'], 'part' | 'parts' | 'disclosures'> & { digests: readonly string[] },
): [ErasureDraft, ...ErasureDraft[]] {
  const { digests, ...said } = erased
  const parts = Math.max(1, Math.ceil(digests.length / digestsEach))
  const entries = Array.from({ length: parts }, (_, part): ErasureDraft => {
    const disclosures = digests.slice(part * digestsEach, (part + 1) * digestsEach)
    return {
      ...frame,
      kind: 'erasure',
      runId: said.request,
      subjects: [{ name: said.request, sha256: sha256(`${said.request}:${part}`) }],
      predicate: { ...said, disclosures, part, parts },
    }
  })
  return entries as [ErasureDraft, ...ErasureDraft[]]
}

const nobody = { request: null, requestedBy: null, confirmedBy: null }

type Asked = Pick<RemovalLine, 'id' | 'kind' | 'target' | 'ground' | 'requestedBy'>

/** It names no run: only what was done carries the request's id there, and the database looks for that. */
export function askedEntry(removal: Asked, event: 'asked' | 'withdrawn'): EntryDraft {
  const { id: request, kind, target, ground, requestedBy } = removal
  return {
    ...frame,
    kind: 'retention',
    subjects: [{ name: request, sha256: sha256(`${request}:${event}`) }],
    predicate: { ...nobody, event, of: kind, target, ground, request, requestedBy, head: null, archiveSha256: null },
  }
}

interface Archived {
  shard: string
  head: NonNullable<RetentionDraft['predicate']['head']>
  archiveSha256: string
}

export function archivedEntry({ shard, head, archiveSha256 }: Archived): EntryDraft {
  return {
    ...frame,
    kind: 'retention',
    subjects: [{ name: 'archive', sha256: archiveSha256 }],
    predicate: { ...nobody, event: 'archived', of: 'shard', target: shard, ground: null, head, archiveSha256 },
  }
}

export function droppedEntry({ head, archiveSha256 }: Archived, removal: Asked, confirmedBy: string): EntryDraft {
  const { id: request, target, ground, requestedBy } = removal
  return {
    ...frame,
    kind: 'retention',
    runId: request,
    subjects: [{ name: request, sha256: sha256(`${request}:dropped`) }],
    materials: [{ name: 'archive', sha256: archiveSha256 }],
    predicate: {
      event: 'dropped',
      of: 'shard',
      target,
      ground,
      request,
      requestedBy,
      confirmedBy,
      head,
      archiveSha256,
    },
  }
}

import type { EntryDraft } from '../../draft.ts'
import type { EntryKind } from '../../vocabulary.ts'
import { frame, sha } from './parts.ts'

type Draft<K extends EntryKind> = Extract<EntryDraft, { kind: K }>

const about = { ...frame, subjects: [...frame.subjects], materials: [...frame.materials] }

export const erasureSample: Draft<'erasure'> = {
  ...about,
  kind: 'erasure',
  predicate: {
    request: 'removal_1',
    subject: 'person_erased',
    ground: 'request',
    requestedBy: 'person_legal',
    confirmedBy: 'person_admin',
    disclosures: ['A'.repeat(43)],
    part: 1,
    parts: 1,
    texts: 2,
  },
}

export const legalHoldSample: Draft<'legal-hold'> = {
  ...about,
  kind: 'legal-hold',
  predicate: { event: 'placed', hold: 'hold_1', scope: 'person', target: 'person_held' },
}

export const retentionSample: Draft<'retention'> = {
  ...about,
  kind: 'retention',
  predicate: {
    event: 'archived',
    of: 'shard',
    target: '2026q4',
    ground: null,
    request: null,
    requestedBy: null,
    confirmedBy: null,
    head: { origin: 'log.example/2026q4', size: 1_000, rootSha256: sha('root') },
    archiveSha256: sha('archive'),
  },
}

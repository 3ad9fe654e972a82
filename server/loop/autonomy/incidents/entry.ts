import type { RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { Concerned } from './concerned.ts'
import type { IncidentWithChange } from './store.ts'

type Measure = Extract<EntryDraft, { kind: 'incident' }>['predicate']['measure']

/** Words of a person, and whose they are. */
export interface Said {
  person: string
  reason: string
}

/** What the ledger holds of an incident when it is opened or closed: what it concerns, by the digests of those entries. */
export function incidentEntry(
  incident: IncidentWithChange,
  event: 'opened' | 'closed',
  concerned: Concerned,
  said: Said | null,
): EntryDraft {
  const { id, change, changeId, service, rolloutId, artifactDigest, automatic, cause, measured, limit } = incident
  const entries = concerned.entries.map(({ entryId, kind, leafSha256 }) => ({ entryId, kind, leafSha256 }))
  return {
    kind: 'incident',
    changeId,
    runId: null,
    riskTier: change.tier as RiskTier,
    subjects: [{ name: id, sha256: sha256(id) }],
    materials: [
      ...entries.map(({ kind, leafSha256 }) => ({ name: kind, sha256: leafSha256 })),
      ...concerned.prompts,
      ...(event === 'closed' ? [{ name: id, sha256: sha256(id) }] : []),
    ],
    predicate: {
      ...{ event, incidentId: id, service, rolloutId, artifactDigest, automatic, cause },
      ...{ measure: incident.measure as Measure, measured, limit },
      detectedAt: incident.detectedAt?.toISOString() ?? null,
      decidedAt: incident.decidedAt?.toISOString() ?? null,
      restoredAt: incident.restoredAt?.toISOString() ?? null,
      entries,
      prompts: [...concerned.prompts],
      reasonGiven: said !== null,
    },
    ...(said ? { personal: { subject: said.person, fields: { reason: said.reason } } } : {}),
  }
}

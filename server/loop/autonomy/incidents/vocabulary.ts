import type { RollbackCause } from '../rollout/vocabulary.ts'

/** Incidents as pages show them. Browser-safe. */

/** Causes by which a version went wrong; the others are people's decisions. */
export const opensIncident: ReadonlySet<string> = new Set<RollbackCause>([
  'errors',
  'recentErrors',
  'latency',
  'unhealthy',
  'exited',
  'startFailed',
])

export interface IncidentLine {
  id: string
  changeId: string
  rolloutId: string
  service: string
  title: string
  tier: string
  state: string
  /** False when a person opened it. */
  automatic: boolean
  cause: string
  artifactDigest: string
  openedAt: Date
  closedAt: Date | null
}

export interface IncidentList {
  incidents: readonly IncidentLine[]
  /** Of everything there is, whatever was asked for. */
  counts: readonly { state: string; count: number }[]
}

interface Concerned {
  entryId: string
  at: string
}

export interface IncidentView extends IncidentLine {
  /** What it was taken back for; `errorRate` in parts of one, `p95Ms` in milliseconds. */
  measure: string | null
  measured: number | null
  limit: number | null
  /** Real time; null where nothing was taken back. */
  detectedAt: Date | null
  decidedAt: Date | null
  restoredAt: Date | null
  openedBy: string
  reason: string | null
  closedBy: string | null
  closeReason: string | null
  deployments: readonly (Concerned & { event: string; stage: string; weight: number })[]
  rollbacks: readonly (Concerned & { cause: string; restored: boolean })[]
  calls: readonly (Concerned & {
    purpose: string
    provider: string
    model: string
    confidence: number | null
    promptTemplateId: string
    promptTemplateSha256: string
  })[]
  verdicts: readonly (Concerned & { decision: string; findings: number })[]
  /** Its own entries: opened, closed. */
  own: readonly (Concerned & { event: string })[]
}

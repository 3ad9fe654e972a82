import { digestOf } from '#server/platform/digest.ts'
import type { RiskTier } from '../change/tier.ts'
import type { EntryDraft } from './schemas.ts'

interface Moved {
  id: string
  state: string
  tier: string
  version: number
}

/** A transition, or the start of work, that no better kind of entry records. Codes only, never words. */
export function changeEntry(
  change: Moved,
  event: string,
  to: string = change.state,
  details: Record<string, string | number | boolean | null> = {},
  runId: string | null = null,
): EntryDraft {
  const { id, state, tier, version } = change
  return {
    kind: 'change',
    changeId: id,
    runId,
    riskTier: tier as RiskTier,
    subjects: [{ name: id, sha256: digestOf({ id, version, event }) }],
    materials: [],
    predicate: { event, from: state, to, reason: null, details },
  }
}

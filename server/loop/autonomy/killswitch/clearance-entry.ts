import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import type { ClearanceKind } from './vocabulary.ts'

/** A clearance is an approval of resuming; the reference's words are a salted digest. */
export function approvalOfResume(haltId: string, kind: ClearanceKind, personId: string, reference: string): EntryDraft {
  const digest = digestOf({ haltId, kind })
  return {
    kind: 'approval',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: haltId, sha256: digest }],
    materials: [],
    predicate: {
      decision: 'approved',
      purpose: 'resume',
      role: kind,
      rule: `resume.${kind}`,
      automatic: false,
      evidenceSha256: digest,
      reason: null,
      stepUp: 'none',
    },
    personal: { subject: personId, fields: { reference } },
  }
}

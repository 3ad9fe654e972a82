import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { Request } from './store.ts'
import type { ApprovalPurpose } from './vocabulary.ts'

interface Decided {
  decision: 'requested' | 'approved' | 'rejected' | 'lapsed' | 'expired'
  role: string | null
  automatic: boolean
  /** A person's words. */
  reason?: string
  /** Why a question ended by itself. */
  code?: string
}

/** What the ledger holds of a question or an answer. A person's words become a salted digest under that person's key. */
export function approvalEntry(
  request: Pick<Request, 'id' | 'changeId' | 'purpose' | 'tier' | 'digest'>,
  decided: Decided,
  personId: string | null,
): EntryDraft {
  const { decision, role, automatic, reason, code = null } = decided
  return {
    kind: 'approval',
    changeId: request.changeId,
    runId: null,
    riskTier: request.tier as EntryDraft['riskTier'],
    subjects: [{ name: request.id, sha256: sha256(`${request.id}:${request.digest}`) }],
    materials: [{ name: 'evidence', sha256: request.digest }],
    predicate: {
      decision,
      purpose: request.purpose as ApprovalPurpose,
      role,
      rule: `${request.purpose}.${request.tier}`,
      automatic,
      evidenceSha256: request.digest,
      reason: code,
      stepUp: 'none',
    },
    ...(personId && reason ? { personal: { subject: personId, fields: { reason } } } : {}),
  }
}

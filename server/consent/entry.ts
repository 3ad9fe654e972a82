import type { RiskTier } from '#server/loop/change/tier.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { type ModelCallAnswer, modelCallUse } from './model-calls.ts'

/** ADR-001: every consent check is in the ledger, refused ones too. */
export function consentCheckEntry(
  answer: ModelCallAnswer,
  { changeId, runId, riskTier }: { changeId: string; runId: string | null; riskTier: RiskTier },
): EntryDraft {
  const { allowed, consents, region, verdict } = answer
  const used = consents.find(({ processingPurposes }) => processingPurposes.includes(modelCallUse.purpose)) ?? null
  return {
    kind: 'consent-check',
    changeId,
    runId,
    riskTier,
    subjects: [{ name: 'check', sha256: digestOf({ changeId, region, verdict, consents }) }],
    materials: verdict ? [{ name: 'policy', sha256: verdict.policyDigest }] : [],
    predicate: {
      decision: allowed ? 'permitted' : 'refused',
      purpose: modelCallUse.purpose,
      envelopeId: used?.id ?? null,
      envelopeSha256: used ? digestOf(used) : null,
      reason: allowed ? null : (verdict?.findings[0]?.rule ?? verdict?.missingEvidence[0]?.reason ?? 'unanswered'),
    },
  }
}

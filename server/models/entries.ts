import { consentCheckEntry } from '#server/consent/index.ts'
import type { RiskTier } from '#server/loop/change/tier.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import type { ModelCall } from './ask.ts'

export interface CallContext {
  /** The person whose intent it is for: prompt and answer are kept under their key. */
  personId: string
  changeId: string
  runId: string | null
  riskTier: RiskTier
  purpose: 'design' | 'code' | 'repair' | 'review'
  outputs: readonly { name: string; sha256: string }[]
}

/**
 * One entry for each consent check and each request on the wire, refused and failed ones too. Prompt and answer appear as
 * digests only; the words are kept beside it, encrypted, for a time.
 */
export function generationEntries(call: ModelCall<unknown>, context: CallContext): EntryDraft[] {
  const { changeId, runId, riskTier, purpose, outputs, personId } = context
  const checks = call.consents.map((answer) => consentCheckEntry(answer, { changeId, runId, riskTier }))
  const last = call.attempts.length - 1
  const attempts = call.attempts.map((attempt, rank): EntryDraft => {
    const { promptTemplateId, promptTemplateSha256, requestSha256, responseSha256, fault, ...recorded } = attempt
    const answered = rank === last && call.outcome.kind === 'answered'
    const exchange = call.exchanges[rank]
    return {
      kind: 'generation',
      changeId,
      runId,
      riskTier,
      subjects: [{ name: 'attempt', sha256: digestOf(attempt) }],
      materials: [{ name: promptTemplateId, sha256: promptTemplateSha256 }],
      ...(exchange && { kept: { subject: personId, ...exchange } }),
      predicate: {
        ...recorded,
        purpose,
        outcome: fault ? 'failed' : rank === last ? call.outcome.kind : 'failed',
        fallbackRank: rank,
        promptTemplateId,
        promptTemplateSha256,
        requestSha256,
        responseSha256,
        parameters: {},
        costUsd: null,
        confidence: answered && call.outcome.kind === 'answered' ? call.outcome.confidence : null,
        outputs: answered ? [...outputs] : [],
        aiLines: null,
        humanLines: null,
        fault,
      },
    }
  })
  return [...checks, ...attempts]
}

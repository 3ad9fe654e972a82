import { consentCheckEntry } from '#server/consent/index.ts'
import type { RiskTier } from '#server/loop/change/tier.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import type { ModelAttempt } from '#server/ports/models.ts'
import type { ModelCall } from './ask.ts'

export interface CallContext {
  /** The person whose intent it is for: prompt and answer are kept under their key. */
  personId: string
  changeId: string
  runId: string | null
  riskTier: RiskTier
  purpose: 'design' | 'code' | 'repair' | 'review'
  outputs: readonly { name: string; sha256: string }[]
  /** What it was asked about, beside the prompt: the design, for code. */
  materials?: readonly { name: string; sha256: string }[]
  /** Which mending it was; 0 when left out. */
  repair?: number
  /** Lines that the answer's edits write; null when left out: it is no code. */
  lines?: number
}

/**
 * One entry for each consent check and each request on the wire, refused and failed ones too. Prompt and answer appear as
 * digests only; the words are kept beside it, encrypted, for a time.
 */
export function generationEntries(call: ModelCall<unknown>, context: CallContext): EntryDraft[] {
  const { changeId, runId, riskTier } = context
  const checks = call.consents.map((answer) => consentCheckEntry(answer, { changeId, runId, riskTier }))
  const generations = call.attempts.map((attempt, at) => generationEntry(call, attempt, at, context))
  return [...checks, ...generations]
}

function generationEntry(
  call: ModelCall<unknown>,
  attempt: ModelAttempt,
  at: number,
  context: CallContext,
): EntryDraft {
  const { changeId, runId, riskTier, purpose, outputs, materials = [], repair = 0, personId } = context
  const { promptTemplateId, promptTemplateSha256, fault, provider, ...recorded } = attempt
  const last = at === call.attempts.length - 1
  const exchange = call.exchanges[at]
  const answered = last && call.outcome.kind === 'answered' ? call.outcome : null
  return {
    kind: 'generation',
    changeId,
    runId,
    riskTier,
    subjects: [{ name: 'attempt', sha256: digestOf(attempt) }],
    materials: [{ name: promptTemplateId, sha256: promptTemplateSha256 }, ...materials],
    ...(exchange && { kept: { subject: personId, ...exchange } }),
    predicate: {
      ...recorded,
      provider,
      purpose,
      outcome: fault ? 'failed' : last ? call.outcome.kind : 'failed',
      fallbackRank: fallbackRank(call.attempts, at),
      repair,
      promptTemplateId,
      promptTemplateSha256,
      promptSha256: call.promptSha256,
      parameters: { ...call.parameters },
      confidence: answered?.confidence ?? null,
      outputs: answered ? [...outputs] : [],
      toolCalls: [],
      ...linesBy(provider, answered ? context.lines : undefined),
      fault,
    },
  }
}

/** How many other models were asked before this one; asking the same one once more is a retry. */
function fallbackRank(attempts: readonly ModelAttempt[], at: number): number {
  const models = attempts.slice(0, at + 1).map(({ provider, requestedModel }) => `${provider} ${requestedModel}`)
  return new Set(models).size - 1
}

function linesBy(provider: string, lines: number | undefined) {
  if (lines === undefined) return { aiLines: null, templateLines: null, humanLines: null }
  const byTemplate = provider === 'templates'
  return { aiLines: byTemplate ? 0 : lines, templateLines: byTemplate ? lines : 0, humanLines: 0 }
}

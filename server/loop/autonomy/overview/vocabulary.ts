import type { ChangeLine } from '#server/loop/change/vocabulary.ts'

/** A change and its parts as pages show them. Browser-safe. */

/** A list of changes holds so many unless it is asked for more or fewer. */
export const newestShown = 50

/** Where a change stands, as lists are asked for it. */
export const standings = ['underway', 'delivered', 'ended'] as const
export type Standing = (typeof standings)[number]

/** One page of what was found, newest first. */
export interface FoundChanges {
  changes: readonly ChangeLine[]
  /** How many there are of what was asked for, and of everything. */
  matching: number
  total: number
  /** Services that have changes, by name. */
  services: readonly string[]
  /** Where the next older page begins; null on the last. */
  older: string | null
}

/** What became of something a design promises. `beyond` was not promised and is there; `unseen` nobody could tell. */
export type PromiseState = 'kept' | 'missing' | 'beyond' | 'open' | 'unseen'

export const promiseKinds = ['operation', 'table', 'column', 'rule', 'environment', 'dependency', 'document'] as const
export type PromiseKind = (typeof promiseKinds)[number]

export interface PlannedPromise {
  kind: PromiseKind
  name: string
  state: PromiseState
}

/** The word of one producer on which policy judged. */
export interface JudgedEvidence {
  kind: string
  producer: string
  producerVersion: string
  completed: boolean
  /** Null where there is nothing to pass: somebody looked. */
  passed: boolean | null
}

/** What the chosen design promises, against what the newest judged commit holds. */
export interface ChangePlan {
  /** The commit whose facts were compared; null before one was judged. */
  commit: string | null
  /** Null where there is no design, as for a person's own commit. */
  promises: readonly PlannedPromise[] | null
  testPlan: readonly string[]
  tests: { passed: number; failed: number; linesCoveredPercent: number | null } | null
  files: readonly { path: string; change: string }[] | null
  /** What the judgement rests on; empty before there is one. */
  evidence: readonly JudgedEvidence[]
}

/** One model or template call, as its ledger entry records it. Prompts and answers are not in it, only their digests. */
export interface RecordedCall {
  entryId: string
  at: string
  purpose: string
  outcome: string
  provider: string
  requestedModel: string
  answeredModel: string | null
  /** How many were asked before it, in the same question. */
  fallbackRank: number
  /** Which mending of the checks' findings; 0 for a first answer. */
  repair: number
  retry: number
  fault: string | null
  stopReason: string | null
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  costUsd: number | null
  confidence: number | null
  /** Lines its edits write, by a model or from templates; null where the answer is no code. */
  aiLines: number | null
  templateLines: number | null
  latencyMs: number
  timeToFirstByteMs: number | null
  /** Where it ran; null where nothing left this machine. */
  region: string | null
  promptTemplateId: string
  promptTemplateSha256: string
  /** Null in entries that are older than this field. */
  promptSha256: string | null
  requestSha256: string | null
  responseSha256: string | null
  scripted: boolean
}

/** A look at the consent envelopes before a call that would leave this machine. */
export interface ConsentCheckLine {
  entryId: string
  at: string
  decision: string
  purpose: string
  envelopeId: string | null
  reason: string | null
}

export interface RecordedCalls {
  calls: readonly RecordedCall[]
  consentChecks: readonly ConsentCheckLine[]
}

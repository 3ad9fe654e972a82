/**
 * One model, real or not, behind one call. The stage renders the prompt and parses the answer; the adapter owns the wire.
 * A refusal is an outcome, never an exception, and never a reason to ask the next model.
 */
export interface ModelPort {
  readonly provider: 'anthropic' | 'templates'
  /** True for twins made for tests; every screen and ledger entry then says so. */
  readonly scripted: boolean
  /** Yields live progress, one `attempt` per request on the wire, and exactly one of `answered`, `refused` or `failed` last. */
  generate(task: ModelTask, signal: AbortSignal): AsyncIterable<ModelEvent>
}

export interface ModelTask {
  purpose: 'design' | 'code' | 'repair'
  /** Sanitised by the caller; placeholders stand for personal data. */
  input: unknown
  prompt: RenderedPrompt
  /** JSON Schema (draft 2020-12) that the answer must satisfy; the caller parses it again. */
  answerSchema: Record<string, unknown>
  deadlineMs: number
  maximumOutputTokens: number
}

export interface RenderedPrompt {
  /** Folder and file under `templates/prompts`, such as `code/v1`. */
  templateId: string
  /** sha256 of the template file, hexadecimal. */
  templateSha256: string
  system: string
  user: string
}

export type ModelEvent =
  | { type: 'progress'; text: string }
  | { type: 'attempt'; attempt: ModelAttempt; exchange: ModelExchange }
  | { type: 'answered'; answer: unknown; confidence: number | null }
  | { type: 'refused'; category: string }
  | { type: 'failed'; fault: ModelFault; message: string }

/** One request on the wire, as the ledger records it. */
export interface ModelAttempt {
  provider: string
  requestedModel: string
  answeredModel: string | null
  client: string
  promptTemplateId: string
  promptTemplateSha256: string
  /** sha256 of the canonical request body; bodies themselves never enter the ledger. */
  requestSha256: string
  responseSha256: string | null
  requestId: string | null
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  /** At the list price of the model that answered, in US dollars; null where price or tokens are not known. */
  costUsd: number | null
  region: string | null
  timeToFirstByteMs: number | null
  latencyMs: number
  retry: number
  stopReason: string | null
  fault: ModelFault | null
}

/** The bytes of one attempt, by the digests that its record names. They are kept apart from it, encrypted. */
export interface ModelExchange {
  request: Uint8Array
  /** As far as it came; null when nothing came back. */
  response: Uint8Array | null
}

/** Only the first group may fall to the next model in the chain; `mayFallBack` says which. */
export type ModelFault =
  | 'overloaded'
  | 'rateLimited'
  | 'serverError'
  | 'connectionLost'
  | 'stalled'
  | 'deadline'
  | 'modelRetired'
  | 'unauthorised'
  | 'invalidRequest'
  | 'invalidAnswer'
  | 'noTemplate'
  | 'aborted'

/** Asked before every attempt on the wire; throws when this provider may not be asked now (consent, residency, halt). */
export type MayAttempt = (provider: ModelPort['provider']) => void | Promise<void>

/**
 * All models as one, in order of preference. Only faults of transport, overload or retirement let the next one be asked;
 * a refusal or a denial never does. Each hop yields its own attempts.
 */
export type ModelChain = (mayAttempt: MayAttempt) => Pick<ModelPort, 'generate'>

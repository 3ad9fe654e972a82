import canonicalize from 'canonicalize'
import * as z from 'zod/mini'
import { DesignSpec } from '#server/loop/designs/schemas.ts'
import { IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { ModelAttempt, ModelEvent, ModelExchange, ModelPort, ModelTask } from '#server/ports/models.ts'
import { code, design, NoTemplate, packs } from '#templates/code/index.ts'

/** What a task of either purpose carries as `input`. */
export const DesignInput = z.object({ intent: IntentSpec, model: WorkspaceModel })
export const CodeInput = z.object({
  intent: IntentSpec,
  design: DesignSpec,
  model: WorkspaceModel,
  /** Path → content: every text file of the repository. */
  files: z.record(z.string(), z.string()),
})

/**
 * Answers from our own template packs: no network, no tokens, the same answer to the same question. What no pack fits
 * fails as `noTemplate`, with a sentence for the person who asked.
 */
export function templateModel(): ModelPort {
  return { provider: 'templates', scripted: false, generate }
}

async function* generate(task: ModelTask, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const started = performance.now()
  const outcome = signal.aborted ? aborted : answer(task)
  const exchange = exchanged(task, outcome)
  yield { type: 'attempt', attempt: attempt(task, outcome, exchange, performance.now() - started), exchange }
  yield outcome
}

type Outcome = Extract<ModelEvent, { type: 'answered' | 'failed' }>

const aborted: Outcome = { type: 'failed', fault: 'aborted', message: 'The work was stopped before it began.' }

const unmended: Outcome = { type: 'failed', fault: 'noTemplate', message: 'No template mends code.' }

function answer(task: ModelTask): Outcome {
  if (task.purpose === 'repair') return unmended
  try {
    return { type: 'answered', answer: task.purpose === 'design' ? designed(task) : coded(task), confidence: null }
  } catch (error) {
    if (error instanceof NoTemplate) return { type: 'failed', fault: 'noTemplate', message: error.message }
    if (error instanceof z.core.$ZodError)
      return { type: 'failed', fault: 'invalidRequest', message: wrongInput(error) }
    throw error
  }
}

function designed(task: ModelTask) {
  const { intent, model } = z.parse(DesignInput, task.input)
  return { options: design(intent, model) }
}

function coded(task: ModelTask) {
  const { design: chosen, model, files } = z.parse(CodeInput, task.input)
  return code(chosen, model, files)
}

function wrongInput(error: z.core.$ZodError): string {
  const [first] = error.issues
  return `The templates cannot read the task: ${first?.path.join('.')}: ${first?.message}`
}

const bytesOf = (value: unknown) => Buffer.from(canonicalize(value) ?? '')

function exchanged({ purpose, input }: ModelTask, outcome: Outcome): ModelExchange {
  const response = outcome.type === 'answered' ? bytesOf(outcome.answer) : null
  return { request: bytesOf({ purpose, input }), response }
}

/** The one question on the wire there never was: digests of what went in and what came out, and the pack as the model. */
function attempt(task: ModelTask, outcome: Outcome, exchange: ModelExchange, latencyMs: number): ModelAttempt {
  const fault = outcome.type === 'failed' ? outcome.fault : null
  const pack = packName(task.input)
  return {
    provider: 'templates',
    requestedModel: pack,
    answeredModel: outcome.type === 'answered' ? pack : null,
    client: 'templates',
    promptTemplateId: task.prompt.templateId,
    promptTemplateSha256: task.prompt.templateSha256,
    requestSha256: sha256(exchange.request),
    responseSha256: exchange.response && sha256(exchange.response),
    requestId: null,
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    costUsd: 0,
    region: null,
    timeToFirstByteMs: null,
    latencyMs: Math.round(latencyMs),
    retry: 0,
    stopReason: fault ?? 'end',
    fault,
  }
}

const Shaped = z.object({ intent: z.object({ shape: z.enum(Object.keys(packs) as [keyof typeof packs]) }) })

/** Such as `api/resource@1.0.0`; `templates` when the task names no shape. */
function packName(input: unknown): string {
  const shaped = z.safeParse(Shaped, input)
  if (!shaped.success) return 'templates'
  const { id, version } = packs[shaped.data.intent.shape].manifest
  return `${id}@${version}`
}

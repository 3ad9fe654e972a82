import Anthropic from '@anthropic-ai/sdk'
import { VERSION } from '@anthropic-ai/sdk/version'
import type { ModelAttempt, ModelEvent, ModelFault, ModelPort, ModelTask } from '#server/ports/models.ts'
import { costOf, defaultModel, isSameModel } from '../registry.ts'
import { faultOf, faultSentences } from './faults.ts'
import { type Growing, grow, nothingYet, readMessage } from './message.ts'
import { type Transport, transportOf } from './schema.ts'
import { type Watchdog, watchdog } from './watchdog.ts'
import { AnswerTooLarge, recordingMiddleware, type WireRecord } from './wire.ts'

export interface ClaudeOptions {
  apiKey: string
  /** Any server that speaks the Messages API. */
  baseUrl?: string
  /** An id of the registry. */
  model?: string
  /** How long the server may be silent, in milliseconds. */
  idleMs?: number
}

/**
 * Claude, or any server that speaks the Messages API: one streamed request for each call, structured output by
 * `output_config.format`, never a forced tool. The chain retries and falls back, not this: so consent and halt are asked
 * before each attempt. A half-streamed answer is recorded as an attempt and thrown away.
 */
export function claude({ apiKey, baseUrl, model = defaultModel, idleMs = 8_000 }: ClaudeOptions): ModelPort {
  const connection = { apiKey, authToken: null, baseURL: baseUrl ?? 'https://api.anthropic.com' }
  return {
    provider: 'anthropic',
    scripted: false,
    generate: (task, signal) => ask({ connection, model, idleMs }, task, signal),
  }
}

interface Settings {
  connection: { apiKey: string; authToken: null; baseURL: string }
  model: string
  idleMs: number
}

async function* ask(settings: Settings, task: ModelTask, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const watch = watchdog({ deadlineMs: task.deadlineMs, idleMs: settings.idleMs }, signal)
  const wire: { record?: WireRecord } = {}
  const message = nothingYet()
  let outcome: Outcome
  try {
    const transport = transportOf(task.answerSchema)
    const stream = await open(settings, task, transport, watch, (record) => {
      wire.record = record
    })
    yield* follow(stream, message)
    outcome = checkedModel(settings.model, message) ?? readMessage(message, transport.decode)
    const why = watch.why()
    if (why && !message.complete) outcome = failure(why)
  } catch (error) {
    // Nothing went out: that is a fault of ours, not of the wire.
    if (!wire.record && !watch.why()) throw error
    outcome = failure(watch.why() ?? (error instanceof AnswerTooLarge ? 'invalidAnswer' : faultOf(error)))
  } finally {
    watch.end()
  }
  if (wire.record) {
    const attempt = attemptOf(settings, task, wire.record, message, outcome)
    yield { type: 'attempt', attempt, exchange: wire.record.exchange() }
  }
  yield outcome
}

type Outcome = Extract<ModelEvent, { type: 'answered' | 'refused' | 'failed' }>

const failure = (fault: ModelFault): Outcome => ({ type: 'failed', fault, message: faultSentences[fault] })

async function open(
  settings: Settings,
  task: ModelTask,
  transport: Transport,
  watch: Watchdog,
  began: (record: WireRecord) => void,
) {
  const client = new Anthropic({
    ...settings.connection,
    maxRetries: 0,
    logLevel: 'off',
    timeout: Math.ceil(task.deadlineMs) + 1_000,
    middleware: [recordingMiddleware(began, watch.heard)],
  })
  return await client.messages.create(
    {
      model: settings.model,
      max_tokens: task.maximumOutputTokens,
      system: task.prompt.system,
      messages: [{ role: 'user', content: task.prompt.user }],
      output_config: { format: { type: 'json_schema', schema: transport.schema } },
      stream: true,
    },
    { signal: watch.signal },
  )
}

const progressEvery = 500

async function* follow(
  stream: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  message: Growing,
): AsyncGenerator<ModelEvent> {
  let told = 0
  for await (const event of stream) {
    grow(message, event)
    if (message.text.length - told < progressEvery) continue
    told = message.text.length
    yield { type: 'progress', text: `Claude has written ${told.toLocaleString('en')} characters.` }
  }
}

function checkedModel(asked: string, { model, complete }: Growing): Outcome | null {
  if (!complete || model === null || isSameModel(asked, model)) return null
  return { type: 'failed', fault: 'invalidAnswer', message: `${asked} was asked, but ${model} answered.` }
}

function attemptOf(
  settings: Settings,
  task: ModelTask,
  record: WireRecord,
  message: Growing,
  outcome: Outcome,
): ModelAttempt {
  const { inputTokens, outputTokens, cacheReadTokens, region, stopReason, model } = message
  return {
    provider: 'anthropic',
    requestedModel: settings.model,
    answeredModel: model,
    client: `@anthropic-ai/sdk@${VERSION}`,
    promptTemplateId: task.prompt.templateId,
    promptTemplateSha256: task.prompt.templateSha256,
    requestSha256: record.requestSha256,
    responseSha256: record.responseSha256(),
    requestId: record.requestId,
    inputTokens,
    outputTokens,
    cacheReadTokens,
    costUsd: inputTokens + outputTokens > 0 ? costOf(model ?? settings.model, message) : null,
    region,
    timeToFirstByteMs: record.firstByteAt === null ? null : record.firstByteAt - record.startedAt,
    latencyMs: performance.now() - record.startedAt,
    retry: 0,
    stopReason,
    fault: outcome.type === 'failed' ? outcome.fault : null,
  }
}

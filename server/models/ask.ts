import * as z from 'zod/mini'
import {
  ensureMayCallModel,
  type ModelCallAnswer,
  mayCallModel,
  regionOf,
  workspaceConsents,
} from '#server/consent/index.ts'
import { database, readClock } from '#server/platform/db/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { env } from '#server/platform/env.ts'
import type { Permit, WorkScope } from '#server/platform/halt/permit.ts'
import { activePolicy } from '#server/policy/index.ts'
import type {
  MayAttempt,
  ModelAttempt,
  ModelChain,
  ModelExchange,
  ModelFault,
  ModelTask,
} from '#server/ports/models.ts'
import { renderPrompt } from './render.ts'

/** What is asked of whichever model answers. `input` is sanitised already. */
export interface Question<S extends z.core.$ZodType> {
  purpose: ModelTask['purpose']
  prompt: string
  input: unknown
  Answer: S
  deadlineMs: number
}

/** On whose behalf, and what may stop it. */
export interface Asking {
  models: ModelChain
  permit: Permit
  work: WorkScope
  /** The workspace's consent envelopes. */
  consentIds: readonly string[]
  signal: AbortSignal
}

export interface ModelCall<Answer> {
  /** The same for every attempt: sha256 of the prompt as it was rendered, and what the models were told to keep to. */
  promptSha256: string
  parameters: Readonly<Record<string, number>>
  attempts: readonly ModelAttempt[]
  /** The bytes of each attempt, in the same order. */
  exchanges: readonly ModelExchange[]
  /** What was asked of the consent envelopes before requests that leave this machine. */
  consents: readonly ModelCallAnswer[]
  outcome:
    | { kind: 'answered'; answer: Answer; confidence: number | null }
    | { kind: 'refused'; category: string }
    | { kind: 'failed'; fault: ModelFault; message: string }
}

const maximumOutputTokens = 32_000

/**
 * Asks the models in order and parses the answer. An answer that does not fit its schema is a failure of that call, never
 * half an answer. Attempts are kept whatever the outcome. Before each request the permit is asserted, and consent where the
 * words would leave this machine.
 */
export async function ask<S extends z.core.$ZodType>(
  { purpose, prompt, input, Answer, deadlineMs }: Question<S>,
  asking: Asking,
): Promise<ModelCall<z.core.output<S>>> {
  const answerSchema = z.toJSONSchema(Answer) as Record<string, unknown>
  const parameters = { deadlineMs, maximumOutputTokens }
  const task = { purpose, input, prompt: await renderPrompt(prompt, input), answerSchema, ...parameters }
  const { system, user } = task.prompt
  const attempts: ModelAttempt[] = []
  const exchanges: ModelExchange[] = []
  const consents: ModelCallAnswer[] = []
  const call = { promptSha256: digestOf({ system, user }), parameters, attempts, exchanges, consents }
  for await (const event of asking.models(gate(asking, consents)).generate(task, asking.signal)) {
    switch (event.type) {
      case 'progress':
        continue
      case 'attempt':
        attempts.push(event.attempt)
        exchanges.push(event.exchange)
        continue
      case 'answered':
        return { ...call, outcome: parsed(Answer, event.answer, event.confidence) }
      case 'refused':
        return { ...call, outcome: { kind: 'refused', category: event.category } }
      case 'failed':
        return { ...call, outcome: { kind: 'failed', fault: event.fault, message: event.message } }
    }
  }
  return {
    ...call,
    outcome: { kind: 'failed', fault: 'connectionLost', message: 'The model ended without an answer.' },
  }
}

function gate({ permit, work, consentIds }: Asking, consents: ModelCallAnswer[]): MayAttempt {
  return async (provider) => {
    permit.assert(work)
    const region = regionOf(provider, env().ANTHROPIC_BASE_URL)
    if (region === null) return
    const { now } = await readClock(database())
    const answer = mayCallModel(await activePolicy(), await workspaceConsents(consentIds), region, now.getTime())
    consents.push(answer)
    ensureMayCallModel(answer)
  }
}

function parsed<S extends z.core.$ZodType>(Answer: S, answer: unknown, confidence: number | null) {
  const read = z.safeParse(Answer, answer)
  if (read.success) return { kind: 'answered', answer: read.data, confidence } as const
  const first = read.error.issues[0]
  const message = `The answer does not fit: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`
  return { kind: 'failed', fault: 'invalidAnswer', message } as const
}

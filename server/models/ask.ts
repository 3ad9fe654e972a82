import * as z from 'zod/mini'
import type { MayAttempt, ModelAttempt, ModelChain, ModelFault, ModelTask } from '#server/ports/models.ts'
import { renderPrompt } from './render.ts'

/** What is asked of whichever model answers. `input` is sanitised already. */
export interface Question<S extends z.core.$ZodType> {
  purpose: ModelTask['purpose']
  prompt: string
  input: unknown
  Answer: S
  deadlineMs: number
}

export interface ModelCall<Answer> {
  attempts: readonly ModelAttempt[]
  outcome:
    | { kind: 'answered'; answer: Answer; confidence: number | null }
    | { kind: 'refused'; category: string }
    | { kind: 'failed'; fault: ModelFault; message: string }
}

const maximumOutputTokens = 32_000

/**
 * Asks the models in order and parses the answer. An answer that does not fit its schema is a failure of that call, never
 * half an answer. Attempts are kept whatever the outcome.
 */
export async function ask<S extends z.core.$ZodType>(
  { purpose, prompt, input, Answer, deadlineMs }: Question<S>,
  models: ModelChain,
  mayAttempt: MayAttempt,
  signal: AbortSignal,
): Promise<ModelCall<z.core.output<S>>> {
  const answerSchema = z.toJSONSchema(Answer) as Record<string, unknown>
  const task = {
    purpose,
    input,
    prompt: await renderPrompt(prompt, input),
    answerSchema,
    deadlineMs,
    maximumOutputTokens,
  }
  const attempts: ModelAttempt[] = []
  for await (const event of models(mayAttempt).generate(task, signal)) {
    switch (event.type) {
      case 'progress':
        continue
      case 'attempt':
        attempts.push(event.attempt)
        continue
      case 'answered':
        return { attempts, outcome: parsed(Answer, event.answer, event.confidence) }
      case 'refused':
        return { attempts, outcome: { kind: 'refused', category: event.category } }
      case 'failed':
        return { attempts, outcome: { kind: 'failed', fault: event.fault, message: event.message } }
    }
  }
  return {
    attempts,
    outcome: { kind: 'failed', fault: 'connectionLost', message: 'The model ended without an answer.' },
  }
}

function parsed<S extends z.core.$ZodType>(Answer: S, answer: unknown, confidence: number | null) {
  const read = z.safeParse(Answer, answer)
  if (read.success) return { kind: 'answered', answer: read.data, confidence } as const
  const first = read.error.issues[0]
  const message = `The answer does not fit: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`
  return { kind: 'failed', fault: 'invalidAnswer', message } as const
}

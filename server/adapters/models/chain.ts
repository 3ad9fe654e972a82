import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '#server/platform/errors.ts'
import type { MayAttempt, ModelChain, ModelEvent, ModelPort, ModelTask } from '#server/ports/models.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { consequences } from './fall-back.ts'

/** One retry is worth its wait; more would eat the time that the next model needs (ADR-001 "SLOs"). */
const limits = { requestsEach: 2, pauseMs: 500 } as const

type Breaker = ReturnType<typeof circuitBreaker>
type Final = Extract<ModelEvent, { type: 'answered' | 'refused' | 'failed' }>

interface Asking {
  task: ModelTask
  signal: AbortSignal
  mayAttempt: MayAttempt
}

/**
 * Models in order of preference, as one. Whether a model may be asked is checked before each request: a halt or a denial ends
 * the call, and data that may not leave the jurisdiction (`residency`) pass that model by. One that keeps failing is left
 * alone for a while; the last is always asked.
 */
export function modelChain(models: readonly [ModelPort, ...ModelPort[]]): ModelChain {
  const chain = models.map((model) => ({ model, breaker: circuitBreaker() }))
  return (mayAttempt) => ({ generate: (task, signal) => askInOrder(chain, { task, signal, mayAttempt }) })
}

async function* askInOrder(
  chain: readonly { model: ModelPort; breaker: Breaker }[],
  asking: Asking,
): AsyncGenerator<ModelEvent> {
  let last: Final = { type: 'failed', fault: 'connectionLost', message: 'No model could be asked.' }
  let denied: Failure | null = null
  let asked = false
  for (const [rank, { model, breaker }] of chain.entries()) {
    if (breaker.isOpen() && rank < chain.length - 1) {
      yield { type: 'progress', text: `${model.provider} keeps failing and is passed over for now.` }
      continue
    }
    const answer = yield* askOne(model, asking)
    if (answer instanceof Failure) {
      denied = answer
      yield { type: 'progress', text: `${model.provider} is passed over: ${answer.message}` }
      continue
    }
    asked = true
    last = answer
    const fallsBack = last.type === 'failed' && consequences[last.fault].fallBack
    breaker.record(fallsBack)
    if (!fallsBack) break
  }
  if (denied && !asked) throw denied
  yield last
}

/** Asks one model, once more after a fault that passes. A denial for reasons of residency is given back, any other thrown. */
async function* askOne(model: ModelPort, asking: Asking): AsyncGenerator<ModelEvent, Final | Failure> {
  const startedAt = performance.now()
  for (let retry = 0; ; retry += 1) {
    const denied = await denial(model, asking)
    if (denied) return denied
    const deadlineMs = asking.task.deadlineMs - (retry === 0 ? 0 : performance.now() - startedAt)
    const outcome = yield* askOnce(model, { ...asking.task, deadlineMs }, asking.signal, retry)
    const again = outcome.type === 'failed' && consequences[outcome.fault].again
    const left = asking.task.deadlineMs - (performance.now() - startedAt) - limits.pauseMs
    if (!again || retry + 1 >= limits.requestsEach || left < limits.pauseMs) return outcome
    yield { type: 'progress', text: `${outcome.message} Asking once more.` }
    await pause(limits.pauseMs * (0.75 + Math.random() / 2), undefined, { signal: asking.signal }).catch(
      () => undefined,
    )
  }
}

async function denial(model: ModelPort, { mayAttempt }: Asking): Promise<Failure | null> {
  try {
    await mayAttempt(model.provider)
    return null
  } catch (error) {
    if (error instanceof Failure && error.reason === 'residency') return error
    throw error
  }
}

async function* askOnce(
  model: ModelPort,
  task: ModelTask,
  signal: AbortSignal,
  retry: number,
): AsyncGenerator<ModelEvent, Final> {
  for await (const event of model.generate(task, signal)) {
    if (event.type === 'attempt') yield { ...event, attempt: { ...event.attempt, retry } }
    else if (event.type === 'progress') yield event
    else return event
  }
  return { type: 'failed', fault: 'connectionLost', message: `${model.provider} ended without an answer.` }
}

import type { MayAttempt, ModelChain, ModelEvent, ModelFault, ModelPort, ModelTask } from '#server/ports/models.ts'
import { circuitBreaker } from './circuit-breaker.ts'

/**
 * Faults of transport, overload and retirement let the next model be asked. A refusal, a denial, a bad request or a wrong key
 * never does: else falling back would be a way round.
 */
const mayFallBack: Readonly<Record<ModelFault, boolean>> = {
  overloaded: true,
  rateLimited: true,
  serverError: true,
  connectionLost: true,
  stalled: true,
  deadline: true,
  modelRetired: true,
  unauthorised: false,
  invalidRequest: false,
  invalidAnswer: true,
  noTemplate: false,
  aborted: false,
}

/** Models in order of preference, as one. A model that keeps failing is passed over for a while. */
export function modelChain(models: readonly [ModelPort, ...ModelPort[]]): ModelChain {
  const breakers = new Map(models.map((model) => [model, circuitBreaker()]))
  return (mayAttempt) => ({
    generate: (task, signal) => askInOrder(models, breakers, task, signal, mayAttempt),
  })
}

async function* askInOrder(
  models: readonly ModelPort[],
  breakers: ReadonlyMap<ModelPort, ReturnType<typeof circuitBreaker>>,
  task: ModelTask,
  signal: AbortSignal,
  mayAttempt: MayAttempt,
): AsyncGenerator<ModelEvent> {
  let last: ModelEvent = { type: 'failed', fault: 'connectionLost', message: 'No model could be asked.' }
  for (const [rank, model] of models.entries()) {
    const breaker = breakers.get(model)
    if (breaker?.isOpen() && rank < models.length - 1) {
      yield { type: 'progress', text: `${model.provider} keeps failing and is passed over for now.` }
      continue
    }
    await mayAttempt(model.provider)
    for await (const event of model.generate(task, signal)) {
      if (event.type !== 'failed') yield event
      last = event
    }
    breaker?.record(last.type === 'failed' && mayFallBack[last.fault])
    if (last.type !== 'failed' || !mayFallBack[last.fault]) break
  }
  if (last.type === 'failed') yield last
}

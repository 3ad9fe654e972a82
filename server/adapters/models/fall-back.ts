import type { ModelFault } from '#server/ports/models.ts'

/** What a fault lets happen next: the same request once more, another model, or nothing. */
interface Consequence {
  again: boolean
  fallBack: boolean
}

const passing: Consequence = { again: true, fallBack: true }
const gone: Consequence = { again: false, fallBack: true }
const final: Consequence = { again: false, fallBack: false }

/**
 * Faults of transport, overload and retirement let the next model be asked. A refusal, a denial, a bad request, a wrong key
 * or an unusable answer never does: else falling back would be a way round, or would hide what must be put right.
 */
export const consequences: Readonly<Record<ModelFault, Consequence>> = {
  overloaded: passing,
  rateLimited: passing,
  serverError: passing,
  connectionLost: passing,
  stalled: gone,
  deadline: gone,
  modelRetired: gone,
  unauthorised: final,
  invalidRequest: final,
  invalidAnswer: final,
  noTemplate: final,
  aborted: final,
}

import { TRPCError } from '@trpc/server'
import { Failure, type FailureCode } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { logger } from '#server/platform/logger.ts'

/** How a failure looks on the wire. */
export interface SentFailure {
  code: FailureCode | 'fault'
  reason: string
  sentence: string
  detail: Readonly<Record<string, unknown>>
}

const trpcCodes = {
  invalidInput: 'BAD_REQUEST',
  notSignedIn: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  refused: 'UNPROCESSABLE_CONTENT',
  conflict: 'CONFLICT',
  halted: 'PRECONDITION_FAILED',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<FailureCode, TRPCError['code']>

/** Refusals that mean: what you decided about is no longer what there is. */
const movedReasons: ReadonlySet<string> = new Set(['changedSinceYouLooked'])

/** Turns what a verb threw into what the caller gets. A fault of ours keeps its text for the log. */
export function sendable(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error
  const failure = error instanceof Failure ? error : fault(error)
  const code = movedReasons.has(failure.reason) ? 'CONFLICT' : trpcCodes[failure.code]
  return new TRPCError({ code, message: failure.message, cause: failure })
}

/** The failure inside an error, when a verb said what failed. */
export function sentFailure(error: TRPCError): SentFailure {
  const { cause } = error
  if (!(cause instanceof Failure)) return { code: 'fault', reason: 'fault', sentence: error.message, detail: {} }
  const { code, reason, message, detail } = cause
  return { code, reason, sentence: message, detail }
}

/** @returns a failure that names the log line and nothing else */
export function fault(error: unknown): Failure {
  const reference = newId('fault').slice(-12)
  logger.error('request.failed', { reference, error })
  return new Failure(
    'unavailable',
    'fault',
    `Something failed on our side. Nothing was changed; try again. Reference ${reference}.`,
    { reference },
  )
}

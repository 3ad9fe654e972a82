import Anthropic from '@anthropic-ai/sdk'
import type { ModelFault } from '#server/ports/models.ts'

/**
 * What an error on the wire means. The body's `type` speaks before the status, because an error inside a stream has none
 * (measured against local servers, SDK 1.12).
 */
export function faultOf(error: unknown): ModelFault {
  if (error instanceof Anthropic.APIConnectionTimeoutError) return 'stalled'
  if (error instanceof Anthropic.APIConnectionError) return 'connectionLost'
  if (error instanceof Anthropic.APIError) return byType[error.type ?? ''] ?? byStatus(error.status)
  // A reset in the middle of a stream arrives as a plain "terminated"; a broken event as a SyntaxError.
  return error instanceof SyntaxError ? 'invalidAnswer' : 'connectionLost'
}

const byType: Readonly<Record<string, ModelFault>> = {
  overloaded_error: 'overloaded',
  rate_limit_error: 'rateLimited',
  api_error: 'serverError',
  timeout_error: 'serverError',
  authentication_error: 'unauthorised',
  permission_error: 'unauthorised',
  billing_error: 'unauthorised',
  not_found_error: 'modelRetired',
  invalid_request_error: 'invalidRequest',
  request_too_large: 'invalidRequest',
}

function byStatus(status: number | undefined): ModelFault {
  if (status === undefined) return 'connectionLost'
  if (status === 429) return 'rateLimited'
  if (status === 529) return 'overloaded'
  if (status === 401 || status === 402 || status === 403) return 'unauthorised'
  if (status === 404 || status === 410) return 'modelRetired'
  return status >= 500 || status === 408 ? 'serverError' : 'invalidRequest'
}

/** What a person reads; the vendor's own wording may change and is not repeated. */
export const faultSentences: Readonly<Record<ModelFault, string>> = {
  overloaded: 'Claude is overloaded at the moment.',
  rateLimited: 'Claude takes no more requests from this account for now.',
  serverError: 'Claude had an internal error.',
  connectionLost: 'The connection to Claude broke before the answer was complete.',
  stalled: 'Claude stopped answering.',
  deadline: 'Claude did not finish in the time allowed.',
  modelRetired: 'This Claude model is not offered any more. Choose another in the settings.',
  unauthorised: 'Claude refused the key. An administrator must set ANTHROPIC_API_KEY.',
  invalidRequest: 'Claude could not accept the request.',
  invalidAnswer: 'Claude answered with something that cannot be used.',
  noTemplate: 'No template fits.',
  aborted: 'The work was stopped.',
}

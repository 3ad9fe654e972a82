import * as en from '#components/messages/en.ts'
import type { SentFailure } from '#server/api/failures.ts'

/** What failed, in the words the server sent; when it could not be reached, in ours. */
export function failureOf(error: unknown): SentFailure {
  const data = (Object(error) as { data?: { failure?: SentFailure } }).data
  return data?.failure ?? { code: 'unavailable', reason: 'unreachable', sentence: en.ui.unreachable, detail: {} }
}

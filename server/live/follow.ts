import { database } from '#server/platform/db/index.ts'
import { untilSomethingAfter } from './head.ts'
import { happeningsAfter } from './store.ts'
import type { Cursor, Heard } from './vocabulary.ts'

/** The longest silence on the stream; then `null` is yielded, for a ping. */
export const longestSilenceMs = 10_000

/**
 * Everything after a cursor, in order, once each, without end; `null` when there was nothing to tell for a while. Ends
 * when the signal aborts. @throws when the database cannot be read: the reader comes back with its last cursor.
 */
export async function* follow(after: Cursor, stop: AbortSignal): AsyncGenerator<Heard | null> {
  let cursor = after
  let quietSince = Date.now()
  while (!stop.aborted) {
    const batch = await happeningsAfter(database(), cursor)
    for (const happening of batch) {
      yield { previous: cursor, happening }
      cursor = happening.cursor
      quietSince = Date.now()
    }
    if (batch.length > 0) continue
    if (Date.now() - quietSince >= longestSilenceMs) {
      yield null
      quietSince = Date.now()
    }
    await untilSomethingAfter(cursor, quietSince + longestSilenceMs - Date.now(), stop)
  }
}

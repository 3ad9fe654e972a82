import { type Cursor, follow, type Heard } from '#server/live/index.ts'
import { logger } from '#server/platform/logger.ts'
import { liveReaders } from './metrics.ts'

/** How often a stream makes sure that its session is still good. */
const sessionCheckMs = 30_000

/**
 * What happens after a cursor as server-sent events. Each carries its cursor as id, so that a browser whose line dropped
 * comes back with it. `ping` after ten quiet seconds; `signedOut`, and the end, when the session is over.
 */
export function liveStream(
  after: Cursor,
  stillSignedIn: () => Promise<boolean>,
  request: AbortSignal,
): ReadableStream<Uint8Array> {
  const gone = new AbortController()
  const stop = AbortSignal.any([gone.signal, request])
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      liveReaders.inc()
      try {
        send('retry: 1000\n\n')
        let checkedAt = Date.now()
        for await (const heard of follow(after, stop)) {
          send(heard ? eventOf(heard) : 'event: ping\ndata:\n\n')
          if (Date.now() - checkedAt < sessionCheckMs) continue
          if (!(await stillSignedIn())) {
            send('event: signedOut\ndata:\n\n')
            break
          }
          checkedAt = Date.now()
        }
      } catch (error) {
        // The reader comes back with its last cursor, and misses nothing.
        if (!stop.aborted) logger.warn('live.broken', { error })
      } finally {
        liveReaders.dec()
        closeQuietly(controller)
      }
    },
    cancel: () => gone.abort(),
  })
}

function eventOf({ previous, happening }: Heard): string {
  return `id: ${happening.cursor}\ndata: ${JSON.stringify({ previous, happening })}\n\n`
}

/** A stream whose reader has left is closed already, and says so by throwing. */
function closeQuietly(controller: ReadableStreamDefaultController): void {
  try {
    controller.close()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

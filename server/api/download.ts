import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { PersonActor } from '#server/identity/index.ts'
import { logger } from '#server/platform/logger.ts'
import { sendable } from './failures.ts'
import { fromOurPages, sessionOfRequest } from './session.ts'

export interface Download {
  fileName: string
  type: string
  body: Uint8Array<ArrayBuffer> | AsyncIterable<string>
}

/** A file for whoever is signed in, as a `permitted` verb gives it. What the verb refuses is answered in its own words. */
export async function download(request: Request, make: (actor: PersonActor) => Promise<Download>): Promise<Response> {
  if (!fromOurPages(request)) return told(403, 'Only pages of this portal may call this.')
  const signedIn = await sessionOfRequest(request)
  if (!signedIn) return told(401, 'You are signed out. Sign in again, then download it.')
  try {
    const { fileName, type, body } = await make(signedIn.actor)
    return new Response(body instanceof Uint8Array ? body : streamOf(body), {
      headers: { ...closed, 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"` },
    })
  } catch (error) {
    const failure = sendable(error)
    return told(getHTTPStatusCodeFromError(failure), failure.message)
  }
}

const closed = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

function told(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { ...closed, 'content-type': 'text/plain; charset=utf-8' } })
}

/** Read as fast as it is taken. A file that fails on the way breaks off, so that nobody holds a part for the whole. */
function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const each = parts[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await each.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        logger.error('download.broken', { error })
        controller.error(error)
      }
    },
    cancel: async () => void (await each.return?.()),
  })
}

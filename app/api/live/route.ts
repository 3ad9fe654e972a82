import { liveStream } from '#server/api/live-stream.ts'
import { fromOurPages, sessionOfRequest } from '#server/api/session.ts'
import { readCursor } from '#server/live/index.ts'

export const dynamic = 'force-dynamic'

/** `GET /api/live?after=<cursor>`: server-sent events, from a cursor, without end. */
export async function GET(request: Request): Promise<Response> {
  if (!fromOurPages(request)) return new Response(null, { status: 403 })
  if (!(await sessionOfRequest(request))) return new Response(null, { status: 401 })
  const after =
    readCursor(request.headers.get('last-event-id')) ?? readCursor(new URL(request.url).searchParams.get('after'))
  if (!after) return new Response('Name a cursor: ?after=<transaction>.<number>', { status: 400 })
  const stillSignedIn = async () => (await sessionOfRequest(request)) !== null
  return new Response(liveStream(after, stillSignedIn, request.signal), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

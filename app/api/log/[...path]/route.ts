import { readLog } from '#server/loop/ledger/tiles/index.ts'
import { database } from '#server/platform/db/index.ts'

export const dynamic = 'force-dynamic'

/**
 * `GET /api/log/<shard>/checkpoint` and `/tile/…`: a C2SP tlog-tiles log, for whoever asks. Hashes say nothing of what was
 * recorded, and let a stranger see that it only grew.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const [shard = '', ...rest] = (await params).path
  const file = await readLog(database(), shard, rest.join('/'))
  if (!file) return new Response('The log has no such file, or not yet.\n', { status: 404, headers: text })
  if (typeof file.body === 'string') return new Response(file.body, { headers: text })
  return new Response(Uint8Array.from(file.body), {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'public, max-age=31536000, immutable' },
  })
}

const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

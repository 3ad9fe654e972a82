import { download } from '#server/api/download.ts'
import { exportEvidence } from '#server/loop/ledger/browse/index.ts'

export const dynamic = 'force-dynamic'

/** `GET /api/bundles/<changeId>`: the evidence bundle of a change, to be checked anywhere. */
export async function GET(request: Request, { params }: { params: Promise<{ changeId: string }> }): Promise<Response> {
  const { changeId } = await params
  return await download(request, async (actor) => {
    const { bytes, fileName } = await exportEvidence(actor, { changeId })
    return { body: bytes, fileName, type: 'application/gzip' }
  })
}

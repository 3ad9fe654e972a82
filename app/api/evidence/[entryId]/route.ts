import { download } from '#server/api/download.ts'
import { openEvidence } from '#server/loop/ledger/browse/index.ts'

export const dynamic = 'force-dynamic'

/** `GET /api/evidence/<entryId>`: what is kept behind an entry, whole, once its digest was checked again. */
export async function GET(request: Request, { params }: { params: Promise<{ entryId: string }> }): Promise<Response> {
  const { entryId } = await params
  return await download(request, async (actor) => {
    const { bytes, fileName, type } = await openEvidence(actor, { entryId })
    return { body: bytes, fileName, type }
  })
}

import { csvTable } from '#server/api/csv/tables.ts'
import { download } from '#server/api/download.ts'

export const dynamic = 'force-dynamic'

/** `GET /api/csv/ledger?kind=…`, `/decisions?decision=…` or `/intents?q=…&tier=…`: all of a list, narrowed as its page is. */
export async function GET(request: Request, { params }: { params: Promise<{ table: string }> }): Promise<Response> {
  const { table } = await params
  return await download(request, async (actor) => ({
    body: await csvTable(actor, table, new URL(request.url).searchParams),
    fileName: `${table}.csv`,
    type: 'text/csv; charset=utf-8; header=present',
  }))
}

import { ensureWired } from '#server/api/instance.ts'
import { publishedKeyset } from '#server/loop/ledger/keyset/index.ts'
import { database } from '#server/platform/db/index.ts'
import { ports } from '#server/ports/wired.ts'

export const dynamic = 'force-dynamic'

/** `GET /.well-known/codex-dominion/keyset.json`: every verification key of this instance, for whoever asks. */
export async function GET(): Promise<Response> {
  ensureWired()
  const keyset = await publishedKeyset(database(), ports().signer)
  const headers = { 'cache-control': 'no-store', 'access-control-allow-origin': '*' }
  if (keyset) return Response.json(keyset, { headers })
  return Response.json({ message: 'The log has not said its keys yet.' }, { status: 404, headers })
}

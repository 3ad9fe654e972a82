import { ensureWired } from '#server/api/instance.ts'
import { allowedSigners } from '#server/loop/ledger/keyset/index.ts'
import { database } from '#server/platform/db/index.ts'
import { ports } from '#server/ports/wired.ts'

export const dynamic = 'force-dynamic'

/** `GET /.well-known/codex-dominion/allowed-signers`: what `git verify-commit` needs for this system's commits. */
export async function GET(): Promise<Response> {
  ensureWired()
  const text = await allowedSigners(database(), ports().signer)
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
}

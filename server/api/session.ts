import { readSession, type SignedIn } from '#server/identity/index.ts'
import { cookieNames } from '#server/identity/next-auth/index.ts'
import { ensureWired } from './instance.ts'

/** Who holds the session cookie of a request; null when nobody does. */
export async function sessionOfCookies(cookie: (name: string) => string | undefined): Promise<SignedIn | null> {
  ensureWired()
  for (const name of cookieNames.session) {
    const token = cookie(name)
    if (token) return await readSession(token)
  }
  return null
}

/** The same from a `Cookie` header. */
export async function sessionOfRequest(request: Request): Promise<SignedIn | null> {
  const held = new Map(
    (request.headers.get('cookie') ?? '').split(/;\s*/).map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, decodeURIComponent(value.join('='))] as const
    }),
  )
  return await sessionOfCookies((name) => held.get(name))
}

/** A write that another site's page started is refused: the browser names where a request comes from. */
export function fromOurPages(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  return origin === null || new URL(origin).host === request.headers.get('host')
}

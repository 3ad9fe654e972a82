import { holderOfToken, type PersonActor, type ReadPermission } from '#server/identity/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { fromOurPages, sessionOfRequest } from '../session.ts'

/** Who asks, and how far: a person at a page of ours reaches what their roles do, a token no further than its scopes. */
export interface Caller {
  actor: PersonActor
  /** Null for a session. */
  scopes: ReadonlySet<ReadPermission> | null
}

/**
 * A request with a token is judged by the token alone. A cookie counts only when a page of ours sent it, so that another
 * site's page cannot ask in a person's name. @throws Failure `notSignedIn`, `forbidden`
 */
export async function callerOf(request: Request): Promise<Caller> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return await holderOf(authorization)
  if (!fromOurPages(request)) {
    throw new Failure('forbidden', 'otherSite', 'Only pages of this portal may ask with a cookie. Use a token.')
  }
  const signedIn = await sessionOfRequest(request)
  if (!signedIn) throw new Failure('notSignedIn', 'noSession', 'Sign in, or send a token: Authorization: Bearer dom_….')
  return { actor: signedIn.actor, scopes: null }
}

async function holderOf(authorization: string): Promise<Caller> {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const holder = await holderOfToken(token)
  if (holder) return holder
  throw new Failure(
    'notSignedIn',
    'badToken',
    'This token opens nothing: it is not one of ours, has ended, or was revoked.',
  )
}

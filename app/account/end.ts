import { cookies } from 'next/headers'
import { seeOther } from '#server/api/forms.ts'
import { fromOurPages, sessionOfRequest } from '#server/api/session.ts'
import { signOut, signOutEverywhere } from '#server/identity/index.ts'
import { cookieNames } from '#server/identity/next-auth/index.ts'

/** Ends this session, or all of this person's, and forgets the cookie. */
export async function endSessionOf(request: Request, where: 'here' | 'everywhere'): Promise<Response> {
  if (!fromOurPages(request)) return new Response(null, { status: 403 })
  const signedIn = await sessionOfRequest(request)
  const held = await cookies()
  if (where === 'everywhere' && signedIn) await signOutEverywhere(signedIn.actor)
  for (const name of cookieNames.session) {
    const token = held.get(name)?.value
    if (token) await signOut(token)
    if (token) held.delete(name)
  }
  return seeOther('/sign-in?left=1')
}

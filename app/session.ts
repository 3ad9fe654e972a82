import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { sessionOfCookies } from '#server/api/session.ts'

/** Who asks for this page; read once a request. */
export const currentSession = cache(async () => {
  const held = await cookies()
  return await sessionOfCookies((name) => held.get(name)?.value)
})

/** The same on pages that only people signed in may see: others go to the sign-in page, and from there on to this one. */
export async function requireSession() {
  const session = await currentSession()
  if (session) return session
  const path = (await headers()).get('x-path') ?? '/'
  return redirect(path === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: path })}`)
}

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { sessionOfCookies } from '#server/api/session.ts'

/** Who asks for this page; read once a request. */
export const currentSession = cache(async () => {
  const held = await cookies()
  return await sessionOfCookies((name) => held.get(name)?.value)
})

/** The same on pages that only people signed in may see: others go to the sign-in page, and from there back to this one. */
export async function requireSession() {
  return (await currentSession()) ?? redirect(signInFor((await headers()).get('x-path') ?? '/'))
}

const signInFor = (path: string) => (path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)

import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { ownPath } from '#components/identity/own-path.ts'
import { SignIn } from '#components/identity/sign-in.tsx'
import * as en from '#components/messages/en.ts'
import { practiceTeam } from '#server/identity/index.ts'
import { cookieNames, csrfTokenOf } from '#server/identity/next-auth/index.ts'
import { asked, type SearchParams } from '../search-params.ts'
import { currentSession } from '../session.ts'

export const metadata: Metadata = { title: en.signIn.title }

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { error, left, next } = await asked(searchParams, 'error', 'left', 'next')
  const onward = ownPath(next)
  if (await currentSession()) redirect(onward)
  const held = await cookies()
  const csrf = cookieNames.csrf.map((name) => held.get(name)?.value).find(Boolean) ?? ''
  const problem = error ?? (left ? 'signedOut' : onward === '/' ? null : 'onward')
  return <SignIn csrfToken={csrfTokenOf(csrf)} team={await practiceTeam()} problem={problem} next={onward} />
}

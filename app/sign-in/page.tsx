import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { SignIn } from '#components/identity/sign-in.tsx'
import { en } from '#components/messages/en.ts'
import { practiceTeam } from '#server/identity/index.ts'
import { cookieNames, csrfTokenOf } from '#server/identity/next-auth/index.ts'
import { currentSession } from '../session.ts'

export const metadata: Metadata = { title: en.signIn.title }

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string; left?: string }>
}) {
  if (await currentSession()) redirect('/')
  const { error, left } = await searchParams
  const held = await cookies()
  const csrf = cookieNames.csrf.map((name) => held.get(name)?.value).find(Boolean) ?? ''
  const problem = error ?? (left ? 'signedOut' : null)
  return <SignIn csrfToken={csrfTokenOf(csrf)} team={await practiceTeam()} problem={problem} />
}

import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { ChoosePassword } from '#components/identity/choose-password.tsx'
import * as en from '#components/messages/en.ts'
import { readFlash } from '#server/api/forms.ts'
import { requireSession } from '../../session.ts'

export const metadata: Metadata = { title: en.signIn.choose.title }

export default async function ChoosePasswordPage() {
  const { actor, email } = await requireSession()
  if (actor.practice) redirect('/')
  const flash = readFlash((await cookies()).get('flash')?.value)
  return <ChoosePassword email={email} problem={flash?.text ?? null} />
}

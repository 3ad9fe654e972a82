'use client'
import { usePathname } from 'next/navigation'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { failureOf } from './failure.ts'

/** What just failed, in its own words; where the session is over, with the way back to this page. */
export function FailureNotice({ error }: { error: unknown }) {
  const { code, sentence } = failureOf(error)
  return (
    <Notice tone="bad" alert actions={code === 'notSignedIn' && <SignInAgain />}>
      {sentence}
    </Notice>
  )
}

/** Leads to the sign-in page, and from there back here. */
export function SignInAgain() {
  const next = usePathname()
  return <ButtonLink href={`/sign-in?${new URLSearchParams({ next })}`}>{en.ui.signInAgain}</ButtonLink>
}

'use client'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { SentFailure } from '#server/api/failures.ts'
import { signInHref } from './inbox-address.ts'

const words = en.approvals

/** Why the decision did not go through, and what to do now. What was written stays in the sheet, whatever it was. */
export function NotRecorded({ failure, decision }: { failure: SentFailure; decision: string }) {
  if (failure.code === 'notSignedIn') {
    const here = `${window.location.pathname}${window.location.search}`
    return (
      <Notice
        tone="warn"
        title={words.signedOutTitle}
        alert
        actions={
          <ButtonLink href={signInHref(here, decision)} look="primary">
            {words.signInAgain}
          </ButtonLink>
        }
      >
        {words.signedOutWhy}
      </Notice>
    )
  }
  if (failure.reason === 'unreachable')
    return (
      <Notice tone="warn" title={words.lineLostTitle} alert>
        {words.lineLostWhy}
      </Notice>
    )
  return (
    <Notice tone="bad" alert>
      {failure.sentence}
    </Notice>
  )
}

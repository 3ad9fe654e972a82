'use client'
import { useEffect } from 'react'
import * as en from '#components/messages/en.ts'
import { buttonLook } from '#components/ui/button-look.ts'
import { Page } from '#components/ui/page.tsx'
import { PlainLink } from '#components/ui/plain-link.tsx'

/**
 * A page that could not be shown: what failed, what still works, what to do now. Every page carries it, so it is made of
 * little; its links are plain, and lead on when nothing else works.
 */
export function PageFailed({ reference, onRetry }: { reference: string | undefined; onRetry: () => void }) {
  useEffect(() => {
    document.title = en.ui.somethingFailed
  }, [])
  return (
    <Page title={en.ui.somethingFailed} lead={en.ui.somethingFailedWhy}>
      {reference && <p className="mb-4 text-small text-muted">{en.ui.reference(reference)}</p>}
      <div className="flex gap-2">
        <button type="button" className={buttonLook('primary')} onClick={onRetry}>
          {en.ui.retry}
        </button>
        <PlainLink href="/halt">{en.ui.halt}</PlainLink>
      </div>
    </Page>
  )
}

'use client'
import { useEffect } from 'react'
import * as en from '#components/messages/en.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Page } from '#components/ui/page.tsx'

/** A page that could not be shown: what failed, what still works, what to do now. */
export function PageFailed({ reference, onRetry }: { reference: string | undefined; onRetry: () => void }) {
  useEffect(() => {
    document.title = en.ui.somethingFailed
  }, [])
  return (
    <Page title={en.ui.somethingFailed} lead={en.ui.somethingFailedWhy}>
      {reference && <p className="mb-4 text-small text-muted">{en.ui.reference(reference)}</p>}
      <div className="flex gap-2">
        <Button look="primary" onClick={onRetry}>
          {en.ui.retry}
        </Button>
        <ButtonLink href="/halt">{en.shell.places.halt}</ButtonLink>
      </div>
    </Page>
  )
}

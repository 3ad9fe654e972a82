'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { inboxHref, requestHref, type ShownView } from './inbox-address.ts'
import type { Steps } from './use-steps.ts'

const words = en.approvals

/** Back to the inbox, and to the requests before and after this one. */
export function RequestSteps({ steps, view, requestId }: { steps: Steps; view: ShownView; requestId: string }) {
  return (
    <>
      <ButtonLink href={inboxHref(view, requestId)} aria-keyshortcuts="Escape">
        {words.backToInbox}
      </ButtonLink>
      {steps.previous !== null && (
        <ButtonLink href={requestHref(steps.previous, view)} aria-keyshortcuts="[">
          <ChevronLeft aria-hidden className="size-4" />
          {words.previous}
        </ButtonLink>
      )}
      {steps.next !== null && (
        <ButtonLink href={requestHref(steps.next, view)} aria-keyshortcuts="]">
          {words.next}
          <ChevronRight aria-hidden className="size-4" />
        </ButtonLink>
      )}
    </>
  )
}

/** After a decision the way on has the focus, so that Enter takes it. */
export function NextRequest({ id, view }: { id: string | null; view: ShownView }) {
  const way = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => way.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <ButtonLink ref={way} href={id === null ? inboxHref(view) : requestHref(id, view)} look="primary">
      {id === null ? words.backToInbox : words.nextOpen}
    </ButtonLink>
  )
}

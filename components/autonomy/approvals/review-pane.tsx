'use client'
import { useQuery } from '@tanstack/react-query'
import { Maximize2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { requestHref, type ShownView } from './inbox-address.ts'
import type { RecordedDecision } from './recorded.tsx'
import { RequestLead, RequestTags } from './request-head.tsx'
import { askOf } from './request-rows.tsx'
import { Review } from './review.tsx'
import { SignBar } from './sign-bar.tsx'

const words = en.approvals

interface Props {
  requestId: string
  view: ShownView
  onDecided: (decision: RecordedDecision) => void
}

/** One request beside the list it was chosen from. */
export function ReviewPane({ requestId, view, onDecided }: Props) {
  const { data, error, refetch } = useQuery(useTRPC().approvals.read.queryOptions({ requestId }))
  if (data) return <Opened request={data} view={view} onDecided={onDecided} />
  return (
    <div className="grid gap-4 p-6">
      {error && (
        <Notice
          tone="warn"
          title={failureOf(error).code === 'notFound' ? en.ui.notFound : undefined}
          actions={<Button onClick={() => refetch()}>{en.ui.retry}</Button>}
          alert
        >
          {failureOf(error).sentence}
        </Notice>
      )}
      {!error && <Waiting />}
    </div>
  )
}

function Opened({ request, view, onDecided }: { request: RequestView } & Omit<Props, 'requestId'>) {
  const [opened] = useState(request)
  return (
    <section aria-label={words.reviewOf(request.title)} className="flex min-h-[calc(100dvh-3.5rem)] flex-col">
      <div className="grid flex-1 content-start gap-5 px-8 py-6">
        <header className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <div className="mb-2 flex flex-wrap items-center gap-2 text-small">
              <RequestTags request={request} changeState={null} />
            </div>
            <h2 className="text-title font-semibold tracking-tight">{askOf(request.purpose)}</h2>
            <p className="mt-1 text-muted">
              <RequestLead request={request} />
            </p>
          </div>
          <ButtonLink href={requestHref(request.id, view)} look="quiet" aria-keyshortcuts="o" className="shrink-0">
            <Maximize2 aria-hidden className="size-4" />
            {words.openPage}
          </ButtonLink>
        </header>
        <Suspense fallback={<Waiting />}>
          <Review request={request} />
        </Suspense>
      </div>
      <SignBar request={request} opened={opened} onDecided={onDecided} />
    </section>
  )
}

/** In the shape of what comes, so that nothing jumps. */
function Waiting() {
  return (
    <div role="status" className="grid gap-5">
      <span className="sr-only">{en.ui.fetching}</span>
      {['h-24', 'h-64', 'h-40', 'h-32'].map((height) => (
        <div key={height} className={`${height} rounded-panel border border-line bg-sunken`} />
      ))}
    </div>
  )
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Page } from '#components/ui/page.tsx'
import type { ShownView } from './inbox-address.ts'
import { Recorded, type RecordedDecision } from './recorded.tsx'
import { RequestLead, RequestTags } from './request-head.tsx'
import { askOf } from './request-rows.tsx'
import { NextRequest, RequestSteps } from './request-steps.tsx'
import { Review } from './review.tsx'
import { SignBar } from './sign-bar.tsx'
import { useSteps } from './use-steps.ts'

/** One request on a page of its own, with the ones before and after it in the view it was opened from. */
export function RequestPage({ requestId, view }: { requestId: string; view: ShownView }) {
  const trpc = useTRPC()
  const { data: request } = useSuspenseQuery(trpc.approvals.read.queryOptions({ requestId }))
  const { data: overview } = useSuspenseQuery(trpc.changes.read.queryOptions({ changeId: request.changeId }))
  const [opened] = useState(request)
  const [recorded, setRecorded] = useState<RecordedDecision | null>(null)
  const steps = useSteps(requestId, view)
  return (
    <>
      <Page
        title={askOf(request.purpose)}
        lead={<RequestLead request={request} />}
        over={<RequestTags request={request} changeState={overview.change.state} />}
        actions={<RequestSteps steps={steps} view={view} requestId={requestId} />}
      >
        <Review request={request} />
      </Page>
      {recorded ? (
        <div className="sticky bottom-0 z-20 border-t border-line bg-surface py-3 max-md:bottom-14">
          <Recorded
            decision={recorded}
            actions={<NextRequest id={steps.next} view={view} />}
            className="mx-auto max-w-6xl px-4 sm:px-8"
          />
        </div>
      ) : (
        <SignBar request={request} opened={opened} onDecided={setRecorded} />
      )}
    </>
  )
}

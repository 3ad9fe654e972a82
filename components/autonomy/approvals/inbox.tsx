'use client'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import type { ShownView } from './inbox-address.ts'
import { InboxList } from './inbox-list.tsx'
import { Recorded, type RecordedDecision } from './recorded.tsx'
import { ReviewPane } from './review-pane.tsx'
import { useInbox } from './use-inbox.ts'
import { useSelection } from './use-selection.ts'
import { ViewLinks } from './view-links.tsx'

const words = en.approvals

/** Open questions as a list, and where there is room what the chosen one is about beside it. */
export function Inbox({ view }: { view: ShownView }) {
  const list = useInbox(view)
  const selection = useSelection(view, list)
  const [recorded, setRecorded] = useState<RecordedDecision | null>(null)
  return (
    <div className="mx-auto grid w-full max-w-[100rem] min-[1100px]:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
      <div className="min-w-0 px-4 py-6 sm:px-8 min-[1100px]:sticky min-[1100px]:top-14 min-[1100px]:flex min-[1100px]:max-h-[calc(100dvh-8rem)] min-[1100px]:flex-col min-[1100px]:self-start min-[1100px]:pr-3 min-[1100px]:pl-6">
        <h1 className="text-display font-semibold tracking-tight">{words.inbox}</h1>
        <p className="mt-1 text-small text-muted">{words.inboxLead}</p>
        <ViewLinks view={view} />
        <InboxList view={view} list={list} selection={selection} />
        <p className="mt-2 text-micro text-faint max-md:hidden">{words.rowKeys}</p>
      </div>
      <div className="min-w-0 max-[1099px]:hidden">
        {recorded && <Recorded decision={recorded} className="px-8 pt-6" />}
        {selection.id !== null && (
          <ReviewPane
            key={selection.id}
            requestId={selection.id}
            view={view}
            onDecided={(decision) => {
              setRecorded(decision)
              selection.advance(decision.requestId)
            }}
          />
        )}
      </div>
    </div>
  )
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Inbox as InboxIcon } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { RequestGroups } from './request-rows.tsx'
import { useRowKeys } from './use-row-keys.ts'

const words = en.approvals

/** Open questions: first those this person may answer, then the others with who they wait for. */
export function Inbox() {
  const { data } = useSuspenseQuery(useTRPC().approvals.inbox.queryOptions({}))
  const mine = data.filter((request) => request.slots.some((slot) => slot.mayDecide.allowed))
  const others = data.filter((request) => !mine.includes(request))
  const list = useRowKeys()
  return (
    <Page title={words.inbox} lead={words.inboxLead}>
      <div ref={list} className="grid gap-6">
        <Panel title={words.yours} flush>
          {mine.length > 0 ? (
            <RequestGroups requests={mine} />
          ) : (
            <Empty icon={InboxIcon} title={words.empty}>
              {words.emptyWhy}
            </Empty>
          )}
        </Panel>
        <Panel title={words.others} flush>
          {others.length > 0 ? (
            <RequestGroups requests={others} />
          ) : (
            <p className="px-5 pb-4 text-small text-muted">{words.othersEmpty}</p>
          )}
        </Panel>
        {data.length > 0 && <p className="text-small text-muted max-md:hidden">{words.rowKeys}</p>}
      </div>
    </Page>
  )
}

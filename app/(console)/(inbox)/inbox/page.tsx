import type { Metadata } from 'next'
import { Inbox } from '#components/autonomy/approvals/inbox.tsx'
import { pageByPage, viewOf } from '#components/autonomy/approvals/inbox-address.ts'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, readPages, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.approvals.inbox }

export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  const view = viewOf((await asked(searchParams, 'view')).view)
  await Promise.all([
    readPages(rpc.approvals.inbox.infiniteQueryOptions({ view }, pageByPage)),
    read(rpc.approvals.counts.queryOptions({})),
  ])
  return (
    <Prefetched>
      <Inbox key={view} view={view} />
    </Prefetched>
  )
}

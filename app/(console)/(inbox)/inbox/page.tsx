import type { Metadata } from 'next'
import { Inbox } from '#components/autonomy/approvals/inbox.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../../rpc.tsx'

export const metadata: Metadata = { title: en.approvals.inbox }

export default async function InboxPage() {
  await read(rpc.approvals.inbox.queryOptions({}))
  return (
    <Prefetched>
      <Inbox />
    </Prefetched>
  )
}

import type { Metadata } from 'next'
import { RequestPage } from '#components/autonomy/approvals/request-page.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../../../rpc.tsx'

export const metadata: Metadata = { title: en.approvals.inbox }

export default async function ApprovalPage({ params }: { params: Promise<{ requestId: string }> }) {
  const { requestId } = await params
  const { changeId } = await read(rpc.approvals.read.queryOptions({ requestId }))
  await Promise.all([
    read(rpc.changes.read.queryOptions({ changeId })),
    read(rpc.changes.diff.queryOptions({ changeId })),
  ])
  return (
    <Prefetched>
      <RequestPage requestId={requestId} />
    </Prefetched>
  )
}

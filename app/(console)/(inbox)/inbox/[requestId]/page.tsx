import type { Metadata } from 'next'
import { viewOf } from '#components/autonomy/approvals/inbox-address.ts'
import { RequestPage } from '#components/autonomy/approvals/request-page.tsx'
import { takenBackOf } from '#components/autonomy/approvals/taken-back.ts'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'
import { asked, type SearchParams } from '../../../../search-params.ts'

export const metadata: Metadata = { title: en.approvals.inbox }

interface Address {
  params: Promise<{ requestId: string }>
  searchParams: SearchParams
}

export default async function ApprovalPage({ params, searchParams }: Address) {
  const { requestId } = await params
  const view = viewOf((await asked(searchParams, 'view')).view)
  const { changeId, service } = await read(rpc.approvals.read.queryOptions({ requestId }))
  await Promise.all([
    read(rpc.changes.read.queryOptions({ changeId })),
    read(rpc.changes.diff.queryOptions({ changeId })),
    read(rpc.approvals.record.queryOptions({ requestId })),
    read(rpc.rollouts.list.queryOptions(takenBackOf(service))),
  ])
  return (
    <Prefetched>
      <RequestPage key={requestId} requestId={requestId} view={view} />
    </Prefetched>
  )
}

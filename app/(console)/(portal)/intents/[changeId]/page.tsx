import type { Metadata } from 'next'
import { IntentPage } from '#components/intents/intent-page.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../../../rpc.tsx'

export const metadata: Metadata = { title: en.intents.list }

export default async function ChangePage({ params }: { params: Promise<{ changeId: string }> }) {
  const { changeId } = await params
  await Promise.all([
    read(rpc.changes.read.queryOptions({ changeId })),
    read(rpc.changes.diff.queryOptions({ changeId })),
    read(rpc.live.ofChange.queryOptions({ changeId })),
    read(rpc.status.standing.queryOptions({})),
  ])
  return (
    <Prefetched>
      <IntentPage changeId={changeId} />
    </Prefetched>
  )
}

import type { Metadata } from 'next'
import { IntentPage } from '#components/intents/intent-page.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, prefetch, rpc } from '../../../../rpc.tsx'

export const metadata: Metadata = { title: en.intents.list }

export default async function ChangePage({ params }: { params: Promise<{ changeId: string }> }) {
  const { changeId } = await params
  await prefetch(
    rpc.changes.read.queryOptions({ changeId }),
    rpc.changes.diff.queryOptions({ changeId }),
    rpc.live.ofChange.queryOptions({ changeId }),
    rpc.status.standing.queryOptions({}),
  )
  return (
    <Prefetched>
      <IntentPage changeId={changeId} />
    </Prefetched>
  )
}

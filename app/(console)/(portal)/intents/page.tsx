import type { Metadata } from 'next'
import { IntentList } from '#components/intents/intent-list.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../../rpc.tsx'

export const metadata: Metadata = { title: en.intents.list }

export default async function IntentListPage() {
  await read(rpc.changes.list.queryOptions({}))
  return (
    <Prefetched>
      <IntentList />
    </Prefetched>
  )
}

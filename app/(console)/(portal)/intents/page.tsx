import type { Metadata } from 'next'
import { IntentList } from '#components/intents/intent-list.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../../rpc.tsx'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.intents.list }

export default async function IntentListPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await asked(searchParams, 'whose')
  await Promise.all([
    read(rpc.changes.list.queryOptions({})),
    read(rpc.changes.list.queryOptions({ mine: search.whose === 'mine' })),
  ])
  return (
    <Prefetched>
      <IntentList asked={search} />
    </Prefetched>
  )
}

import type { Metadata } from 'next'
import { askedNames } from '#components/intents/asked.ts'
import { IntentList } from '#components/intents/intent-list.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.intents.list }

export default async function IntentListPage({ searchParams }: { searchParams: SearchParams }) {
  const given = await asked(searchParams, ...askedNames)
  await read(rpc.changes.search.queryOptions(given))
  return (
    <Prefetched>
      <IntentList asked={given} />
    </Prefetched>
  )
}

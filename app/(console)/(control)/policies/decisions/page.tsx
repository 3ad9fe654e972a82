import type { Metadata } from 'next'
import { DecisionList } from '#components/guards/decision-list.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'
import { asked, type SearchParams } from '../../../../search-params.ts'

export const metadata: Metadata = { title: en.policies.decisions }

export default async function DecisionListPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await asked(searchParams, 'decision', 'tier', 'service', 'rule')
  await read(rpc.policies.decisions.queryOptions(search))
  return (
    <Prefetched>
      <DecisionList asked={search} />
    </Prefetched>
  )
}

import type { Metadata } from 'next'
import { IncidentList } from '#components/autonomy/incidents/incident-list.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.incidents.list }

export default async function IncidentListPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await asked(searchParams, 'state')
  await read(rpc.incidents.list.queryOptions(search))
  return (
    <Prefetched>
      <IncidentList asked={search} />
    </Prefetched>
  )
}

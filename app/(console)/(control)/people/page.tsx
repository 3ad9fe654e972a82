import type { Metadata } from 'next'
import * as en from '#components/messages/en.ts'
import { PeoplePage } from '#components/people/people-page.tsx'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.people.title }

export default async function PeopleListPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await asked(searchParams, 'role')
  await Promise.all([
    read(rpc.people.list.queryOptions(search)),
    read(rpc.people.list.queryOptions({ role: null })),
    read(rpc.tokens.list.queryOptions({})),
  ])
  return (
    <Prefetched>
      <PeoplePage asked={search} />
    </Prefetched>
  )
}

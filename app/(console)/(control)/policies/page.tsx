import type { Metadata } from 'next'
import { PolicyPage } from '#components/guards/policy-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.policies.title }

export default async function PoliciesPage({ searchParams }: { searchParams: SearchParams }) {
  const { q } = await asked(searchParams, 'q')
  await read(rpc.policies.active.queryOptions({}))
  return (
    <Prefetched>
      <PolicyPage typed={q} />
    </Prefetched>
  )
}

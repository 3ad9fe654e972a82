import type { Metadata } from 'next'
import { DeploymentList } from '#components/autonomy/rollout/deployment-list.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'
import { asked, type SearchParams } from '../../../search-params.ts'

export const metadata: Metadata = { title: en.deployments.list }

export default async function DeploymentListPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await asked(searchParams, 'state', 'service')
  await read(rpc.rollouts.list.queryOptions(search))
  return (
    <Prefetched>
      <DeploymentList asked={search} />
    </Prefetched>
  )
}

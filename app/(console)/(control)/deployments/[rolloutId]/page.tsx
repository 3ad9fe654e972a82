import type { Metadata } from 'next'
import { DeploymentPage } from '#components/autonomy/rollout/deployment-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.deployments.one }

export default async function RolloutPage({ params }: { params: Promise<{ rolloutId: string }> }) {
  const { rolloutId } = await params
  const { changeId } = await read(rpc.rollouts.read.queryOptions({ rolloutId }))
  await read(rpc.changes.read.queryOptions({ changeId }))
  return (
    <Prefetched>
      <DeploymentPage rolloutId={rolloutId} />
    </Prefetched>
  )
}

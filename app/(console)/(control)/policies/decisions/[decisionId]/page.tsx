import type { Metadata } from 'next'
import { DecisionPage } from '#components/guards/decision-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../../prefetched.tsx'
import { read, rpc } from '../../../../../rpc.ts'

export const metadata: Metadata = { title: en.policies.decision }

export default async function VerdictPage({ params }: { params: Promise<{ decisionId: string }> }) {
  const { decisionId } = await params
  await read(rpc.policies.decision.queryOptions({ decisionId }))
  return (
    <Prefetched>
      <DecisionPage decisionId={decisionId} />
    </Prefetched>
  )
}

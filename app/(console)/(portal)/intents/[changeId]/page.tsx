import type { Metadata } from 'next'
import { IntentPage } from '#components/intents/intent-page.tsx'
import { type IntentViewName, intentView } from '#components/intents/views.ts'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'
import { asked, type SearchParams } from '../../../../search-params.ts'

export const metadata: Metadata = { title: en.intents.list }

interface Props {
  params: Promise<{ changeId: string }>
  searchParams: SearchParams
}

export default async function ChangePage({ params, searchParams }: Props) {
  const { changeId } = await params
  const { view } = await asked(searchParams, 'view')
  await Promise.all([
    read(rpc.changes.read.queryOptions({ changeId })),
    read(rpc.live.ofChange.queryOptions({ changeId })),
    needs[intentView(view)](changeId),
  ])
  return (
    <Prefetched>
      <IntentPage changeId={changeId} />
    </Prefetched>
  )
}

/** What each view reads beside what every view has. */
const needs: Record<IntentViewName, (changeId: string) => Promise<unknown>> = {
  activity: async () => {},
  plan: (changeId) => read(rpc.changes.plan.queryOptions({ changeId })),
  diff: (changeId) => read(rpc.changes.diff.queryOptions({ changeId })),
  checks: (changeId) => read(rpc.changes.plan.queryOptions({ changeId })),
  models: (changeId) => read(rpc.changes.calls.queryOptions({ changeId })),
  lineage: (changeId) => read(rpc.ledger.lineage.queryOptions({ changeId })),
}

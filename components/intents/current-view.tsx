'use client'
import dynamic from 'next/dynamic'
import { Suspense } from 'react'
import * as en from '#components/messages/en.ts'
import type { RouterOutputs } from '#components/rpc/outputs.ts'
import { ActivityList } from './activity/activity-list.tsx'
import type { IntentViewName } from './views.ts'

/** Each is fetched when it is first looked at; the server's page already holds the one that was asked for. */
const PlanView = dynamic(() => import('./plan-view.tsx'), { loading: Reading })
const DiffView = dynamic(() => import('./diff-view.tsx'), { loading: Reading })
const ChecksView = dynamic(() => import('./checks-view.tsx'), { loading: Reading })
const ModelCalls = dynamic(() => import('./model-calls.tsx'), { loading: Reading })
const MiniMap = dynamic(() => import('#components/ledger/lineage/mini-map.tsx'), { loading: Reading })

interface Props {
  view: IntentViewName
  overview: RouterOutputs['changes']['read']
}

/** What the address asks to see. While it is read, the rest of the page stays. */
export function CurrentView({ view, overview }: Props) {
  return (
    <Suspense key={view} fallback={<Reading />}>
      <View view={view} overview={overview} />
    </Suspense>
  )
}

function View({ view, overview }: Props) {
  const { id: changeId } = overview.change
  const run = overview.runs.at(-1)
  switch (view) {
    case 'activity':
      return <ActivityList changeId={changeId} />
    case 'plan':
      return <PlanView overview={overview} />
    case 'diff':
      return (
        <DiffView
          changeId={changeId}
          verdict={overview.verdicts.findLast(({ stage }) => stage === 'change')}
          report={run?.report}
        />
      )
    case 'checks':
      return <ChecksView changeId={changeId} run={run} />
    case 'models':
      return <ModelCalls changeId={changeId} />
    case 'lineage':
      return <MiniMap changeId={changeId} />
  }
}

function Reading() {
  return (
    <p role="status" className="min-h-40 px-5 py-4 text-muted">
      {en.intentViews.reading}
    </p>
  )
}

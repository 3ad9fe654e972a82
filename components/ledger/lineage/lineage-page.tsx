'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { type LineageViewName, lineageViews } from '../address.ts'
import { LineageTable } from './table.tsx'
import { LineageTimeline } from './timeline.tsx'

const words = en.ledger

const LineageGraph = dynamic(async () => (await import('./graph.tsx')).LineageGraph, {
  ssr: false,
  loading: () => <p className="h-[80dvh] px-5 py-4 text-muted">{words.graphDrawing}</p>,
})

const lookAgainMs = 2_000

/** What came out of what, for one change: three ways to look at the same entries. */
export function LineagePage({ changeId, view }: { changeId: string; view: LineageViewName }) {
  const { data } = useSuspenseQuery({
    ...useTRPC().ledger.lineage.queryOptions({ changeId }),
    refetchInterval: ({ state }) => (waits(state.data) ? lookAgainMs : false),
  })
  return (
    <Page
      title={words.lineageName}
      over={<code className="break-all">{changeId}</code>}
      lead={words.lineageLead}
      actions={<ButtonLink href={`/intents/${changeId}`}>{words.openChange}</ButtonLink>}
    >
      <div className="grid gap-4">
        <Broken lineage={data} />
        <section aria-label={words.views[view]} className="min-w-0 rounded-panel border border-line bg-surface">
          <Views changeId={changeId} current={view} />
          {view === 'graph' && <LineageGraph lineage={data} />}
          {view === 'table' && <LineageTable lineage={data} />}
          {view === 'timeline' && <LineageTimeline entries={data.entries} />}
        </section>
      </div>
    </Page>
  )
}

function Views({ changeId, current }: { changeId: string; current: LineageViewName }) {
  return (
    <nav aria-label={words.viewsLabel} className="flex gap-1 border-b border-line px-3 py-2">
      {lineageViews.map((view) => (
        <Link
          key={view}
          href={`/lineage/${changeId}?view=${view}`}
          aria-current={view === current ? 'page' : undefined}
          scroll={false}
          className="inline-flex min-h-9 items-center rounded-control px-3 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
        >
          {words.views[view]}
        </Link>
      ))}
    </nav>
  )
}

function Broken({ lineage }: { lineage: LineageView }) {
  const broken = lineage.entries.filter(({ seal }) => seal === 'broken').length
  if (broken === 0) return null
  return (
    <Notice tone="bad" title={words.brokenSome(broken)}>
      {words.brokenWhy}
    </Notice>
  )
}

const waits = (lineage: LineageView | undefined) => lineage?.entries.some(({ seal }) => seal === 'waiting') ?? false

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { addressOf, FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { type LineageAddress, lineageViews } from '../address.ts'
import { EvidenceLink } from '../evidence-link.tsx'
import { AsOfBar } from './as-of-bar.tsx'
import { BrokenSeals } from './broken-seals.tsx'
import { shownAlike } from './drawing.ts'
import { PathBar } from './path-bar.tsx'
import { narrowed } from './sources.ts'
import { LineageTable } from './table.tsx'
import { LineageTimeline } from './timeline.tsx'

const words = en.ledger

const LineageGraph = dynamic(async () => (await import('./graph.tsx')).LineageGraph, {
  ssr: false,
  loading: () => <p className="h-[80dvh] px-5 py-4 text-muted">{words.graphDrawing}</p>,
})

const lookAgainMs = 2_000

/** What came out of what, for one change: three ways to look at the same entries. */
export function LineagePage({ changeId, address }: { changeId: string; address: LineageAddress }) {
  const { view, kind, asOf } = address
  const { data } = useSuspenseQuery({
    ...useTRPC().ledger.lineage.queryOptions({ changeId, asOf }),
    refetchInterval: ({ state }) => (waits(state.data) ? lookAgainMs : false),
  })
  const lineage = useMemo(() => narrowed(data, kind), [data, kind])
  const path = `/lineage/${changeId}`
  return (
    <Page
      title={en.changes.lineage}
      over={<code className="break-all">{changeId}</code>}
      lead={words.lineageLead}
      actions={
        <>
          <EvidenceLink changeId={changeId} />
          <ButtonLink href={`/intents/${changeId}`}>{words.openChange}</ButtonLink>
        </>
      }
    >
      <div className="grid gap-4">
        <AsOfBar path={path} asOf={asOf} kept={{ view, kind }} empty={data.entries.length === 0} />
        <BrokenSeals entries={data.entries} />
        {(data.entries.length > shownAlike || kind !== null) && <Kinds lineage={data} path={path} address={address} />}
        <section aria-label={words.views[view]} className="min-w-0 rounded-panel border border-line bg-surface">
          <Views path={path} address={address} />
          {lineage.entries.length === 0 ? (
            <NoneMatch total={data.entries.length} path={path} />
          ) : (
            <Shown lineage={lineage} view={view} />
          )}
        </section>
        <PathBar entries={data.entries} asOf={asOf} />
      </div>
    </Page>
  )
}

function Shown({ lineage, view }: { lineage: LineageView; view: LineageAddress['view'] }) {
  if (view === 'graph') return <LineageGraph lineage={lineage} />
  return view === 'table' ? <LineageTable lineage={lineage} /> : <LineageTimeline entries={lineage.entries} />
}

function Kinds({ lineage, path, address }: { lineage: LineageView; path: string; address: LineageAddress }) {
  const kinds = [...new Set(lineage.entries.map(({ kind }) => kind))]
  const options = kinds.map((kind) => {
    const count = lineage.entries.filter((entry) => entry.kind === kind).length
    return { value: kind, label: words.kinds[kind], count }
  })
  return <FilterLinks label={words.narrow} path={path} name="kind" asked={{ ...address }} options={options} />
}

function Views({ path, address }: { path: string; address: LineageAddress }) {
  return (
    <nav aria-label={words.viewsLabel} className="flex gap-1 border-b border-line px-3 py-2">
      {lineageViews.map((view) => (
        <Link
          key={view}
          href={addressOf(path, { ...address, view })}
          aria-current={view === address.view ? 'page' : undefined}
          scroll={false}
          className="inline-flex min-h-9 items-center rounded-control px-3 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
        >
          {words.views[view]}
        </Link>
      ))}
    </nav>
  )
}

const waits = (lineage: LineageView | undefined) => lineage?.entries.some(({ seal }) => seal === 'waiting') ?? false

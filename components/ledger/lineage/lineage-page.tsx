'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useMemo } from 'react'
import { type Rendered, useFollowed } from '#components/live/use-followed.ts'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { addressOf, FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { type LineageAddress, lineageDepths, lineageViews } from '../address.ts'
import { EvidenceLink } from '../evidence-link.tsx'
import { AsOfBar } from './as-of-bar.tsx'
import { BrokenSeals } from './broken-seals.tsx'
import { Choices } from './choices.tsx'
import { shownAlike } from './drawing.ts'
import { focusOf, near } from './near.ts'
import { PathBar } from './path-bar.tsx'
import { narrowed } from './sources.ts'
import { LineageTable } from './table.tsx'

const words = en.ledger

const LineageGraph = dynamic(async () => (await import('./graph.tsx')).LineageGraph, {
  ssr: false,
  loading: () => <p className="h-[80dvh] px-5 py-4 text-muted">{words.graphDrawing}</p>,
})

/** Fetched when it is asked for, like the graph. */
const LineageTimeline = dynamic(async () => (await import('./timeline.tsx')).LineageTimeline)

const lookAgainMs = 2_000

interface Props {
  changeId: string
  rendered: Rendered<LineageView>
  address: LineageAddress
}

/** What came out of what, for one change: three ways to look at the same entries. */
export function LineagePage({ changeId, rendered, address }: Props) {
  const { view, kind, asOf } = address
  const data = useFollowed(rendered, {
    read: (ask) => ask.ledger.lineage.query({ changeId, asOf }),
    concerns: (happening) => happening.changeId === changeId,
    lookAgainMs: (lineage) => (waits(lineage) ? lookAgainMs : null),
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
          {lineage.entries.length === 0 ? (
            <NoneMatch total={data.entries.length} path={path} />
          ) : (
            <Shown lineage={lineage} path={path} address={address} />
          )}
        </section>
        <PathBar entries={data.entries} asOf={asOf} />
      </div>
    </Page>
  )
}

interface ShownProps {
  lineage: LineageView
  path: string
  address: LineageAddress
}

function Shown(props: ShownProps) {
  const { lineage, address } = props
  if (address.view === 'graph') return <Near {...props} />
  return (
    <>
      <Bar {...props} />
      {address.view === 'table' ? <LineageTable lineage={lineage} /> : <LineageTimeline entries={lineage.entries} />}
    </>
  )
}

/** The graph of what is near enough. */
function Near({ lineage, path, address }: ShownProps) {
  const { drawn, focus } = useMemo(() => drawnOf(lineage, address), [lineage, address])
  const { kind, depth } = address
  return (
    <>
      <Bar path={path} address={address}>
        {kind === null && focus && (
          <Choices label={words.depthLabel(words.kinds[focus.kind], focus.index)} current={depth}>
            {lineageDepths.map((each) => ({
              name: each,
              label: words.depths[each],
              href: addressOf(path, { ...address, depth: each }),
            }))}
          </Choices>
        )}
      </Bar>
      <LineageGraph
        key={`${depth} ${focus?.entryId} ${kind}`}
        lineage={drawn}
        total={lineage.entries.length}
        focus={focus}
      />
    </>
  )
}

/** What is narrowed to a kind is drawn whole. */
function drawnOf(lineage: LineageView, { kind, depth, focus: asked }: LineageAddress) {
  const focus = focusOf(lineage.entries, asked) ?? null
  const whole = kind !== null || depth === 'all' || !focus
  return { focus, drawn: whole ? lineage : near(lineage, focus.entryId, Number(depth)) }
}

function Kinds({ lineage, path, address }: { lineage: LineageView; path: string; address: LineageAddress }) {
  const kinds = [...new Set(lineage.entries.map(({ kind }) => kind))]
  const options = kinds.map((kind) => {
    const count = lineage.entries.filter((entry) => entry.kind === kind).length
    return { value: kind, label: words.kinds[kind], count }
  })
  return <FilterLinks label={words.narrow} path={path} name="kind" asked={{ ...address }} options={options} />
}

interface BarProps extends Pick<ShownProps, 'path' | 'address'> {
  children?: ReactNode
}

/** How it is shown and, of a graph, how far it goes. */
function Bar({ path, address, children }: BarProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line px-3 py-2">
      <Choices label={words.viewsLabel} current={address.view} quiet>
        {lineageViews.map((view) => ({
          name: view,
          label: words.views[view],
          href: addressOf(path, { ...address, view }),
        }))}
      </Choices>
      {children}
    </div>
  )
}

const waits = ({ entries }: LineageView) => entries.some(({ seal }) => seal === 'waiting')

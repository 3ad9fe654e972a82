'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SealTag } from '../entry-tags.tsx'
import { KindIcon } from '../kind-icon.tsx'
import { type Station, stationsOf } from './stations.ts'

const words = en.intentViews

/** The lineage of a change at depth one: what there is of each kind, out of which kinds it came, and how the seals stand. */
export default function MiniMap({ changeId }: { changeId: string }) {
  const { data: lineage } = useSuspenseQuery(useTRPC().ledger.lineage.queryOptions({ changeId }))
  const stations = stationsOf(lineage)
  return (
    <Panel
      title={en.changes.lineage}
      intro={words.lineageLead(lineage.entries.length)}
      aside={<ButtonLink href={`/lineage/${changeId}`}>{words.wholeLineage}</ButtonLink>}
    >
      <ol className="pt-1">
        {stations.map((station, at) => (
          <StationRow key={station.kind} station={station} last={at === stations.length - 1} />
        ))}
      </ol>
    </Panel>
  )
}

function StationRow({ station: { kind, entries, from, seal }, last }: { station: Station; last: boolean }) {
  const newest = entries.at(-1)
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-4">
      <span aria-hidden className="flex flex-col items-center">
        <span className="grid size-8 place-items-center rounded-full border border-line bg-sunken text-muted">
          <KindIcon kind={kind} className="size-4" />
        </span>
        {!last && <span className="w-px flex-1 bg-line" />}
      </span>
      <span className="flex min-w-0 items-start justify-between gap-x-4 pb-4">
        <span className="min-w-0 flex-1">
          <Link
            href={`/ledger/${newest?.entryId}`}
            prefetch={false}
            className="font-medium underline decoration-line-strong underline-offset-4 hover:text-accent"
          >
            {en.ledger.kinds[kind]}
          </Link>
          <span className="block text-small text-muted">
            {words.stationEntries(entries.length)}
            {from.length > 0 && ` · ${words.cameOutOf(from.map((each) => en.ledger.nouns[each]).join(', '))}`}
          </span>
        </span>
        <SealTag seal={seal} />
      </span>
    </li>
  )
}

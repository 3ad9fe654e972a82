import Link from 'next/link'
import { Fragment } from 'react'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { SealTag } from '../entry-tags.tsx'
import { sourcesOf } from './sources.ts'

const words = en.ledger

/** The graph for everyone: each entry in the order it was written, with what it came out of. */
export function LineageTable({ lineage }: { lineage: LineageView }) {
  const sources = sourcesOf(lineage)
  return (
    <table className="w-full text-left max-md:block">
      <caption className="sr-only">{words.lineageLead}</caption>
      <thead className="text-small text-muted max-md:sr-only">
        <tr>
          {Object.values(words.columns).map((column) => (
            <th key={column} scope="col" className="px-3 py-2 font-medium first:pl-5 last:pr-5">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {lineage.entries.map((entry) => (
          <Row key={entry.entryId} entry={entry} sources={sources.get(entry.entryId) ?? []} />
        ))}
      </tbody>
    </table>
  )
}

const cell = 'px-3 py-2.5 align-top first:pl-5 last:pr-5 max-md:block max-md:px-5 max-md:py-0.5'

function Row({ entry, sources }: { entry: LineageEntry; sources: readonly LineageEntry[] }) {
  return (
    <tr id={entry.entryId} className="border-t border-line max-md:block max-md:py-2.5 target:bg-accent-soft">
      <td className={`${cell} text-small text-muted`}>
        <code>{entry.index === null ? words.waiting : words.number(entry.index)}</code>
      </td>
      <th scope="row" className={`${cell} font-medium md:whitespace-nowrap`}>
        <Link
          href={`/ledger/${entry.entryId}`}
          className="underline decoration-line-strong underline-offset-4 hover:text-accent"
        >
          {words.kinds[entry.kind]}
        </Link>
      </th>
      <td className={`${cell} text-small`}>
        {sources.length === 0 && <span className="text-faint">{words.fromNothing}</span>}
        {sources.map((source, at) => (
          <Fragment key={source.entryId}>
            {at > 0 && ', '}
            <a href={`#${source.entryId}`} className="underline decoration-line underline-offset-4 hover:text-accent">
              {words.nouns[source.kind]} {source.index !== null && words.number(source.index)}
            </a>
          </Fragment>
        ))}
      </td>
      <td className={`${cell} text-small text-muted md:whitespace-nowrap`}>
        <Moment at={entry.occurredAt} />
      </td>
      <td className={`${cell} text-small text-muted md:whitespace-nowrap`}>
        <PersonName id={entry.actor} />
      </td>
      <td className={cell}>
        <SealTag seal={entry.seal} />
        {entry.fault && <span className="mt-1 block max-w-56 text-small text-muted">{words.faults[entry.fault]}</span>}
      </td>
    </tr>
  )
}

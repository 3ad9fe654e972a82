import Link from 'next/link'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { EntryLine } from '#server/loop/ledger/browse/vocabulary.ts'
import { GradeNote, MarkTags, PlaceTag, SealTag } from './entry-tags.tsx'
import { KindIcon } from './kind-icon.tsx'

const words = en.ledger

/** Entries as rows, in the order given. */
export function EntryRows({ entries }: { entries: readonly EntryLine[] }) {
  return (
    <ol aria-label={words.entries}>
      {entries.map((entry) => (
        <li key={entry.entryId} className="border-t border-line first:border-t-0">
          <Link
            href={`/ledger/${entry.entryId}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <span className="w-20 shrink-0">
              <PlaceTag index={entry.index} />
            </span>
            <span className="min-w-0 flex-1 basis-64">
              <span className="flex items-center gap-2 font-medium">
                <KindIcon kind={entry.kind} className="size-4 shrink-0 text-muted" />
                <span className="truncate">{words.kinds[entry.kind]}</span>
              </span>
              <span className="block text-small text-muted">
                {words.by} <PersonName id={entry.actor} />, <Moment at={entry.occurredAt} />
                <GradeNote grade={entry.grade} />
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-2">
              {entry.damaged && <SealTag seal="broken" />}
              <MarkTags practice={entry.practice} scripted={entry.scripted} />
              {entry.riskTier && <TierTag tier={entry.riskTier} />}
              <code className="hidden text-small text-faint lg:inline" title={entry.leafSha256}>
                {entry.leafSha256.slice(0, 12)}
              </code>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}

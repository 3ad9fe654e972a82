import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { PersonName } from '#components/people/names.tsx'
import type { LineageEntry } from '#server/loop/ledger/browse/vocabulary.ts'
import { SealTag } from '../entry-tags.tsx'
import { KindIcon } from '../kind-icon.tsx'

const words = en.ledger

/** The same entries by when they happened, with the time that passed between them. */
export function LineageTimeline({ entries }: { entries: readonly LineageEntry[] }) {
  return (
    <ol className="px-5 py-4">
      {entries.map((entry, at) => (
        <li key={entry.entryId} className="grid grid-cols-[auto_1fr] gap-x-4">
          <span aria-hidden className="flex flex-col items-center">
            <span className="grid size-8 place-items-center rounded-full border border-line bg-sunken text-muted">
              <KindIcon kind={entry.kind} className="size-4" />
            </span>
            {at < entries.length - 1 && <span className="w-px flex-1 bg-line" />}
          </span>
          <span className="flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-1 pb-5">
            <span className="min-w-0">
              <Link
                href={`/ledger/${entry.entryId}`}
                className="font-medium underline decoration-line-strong underline-offset-4 hover:text-accent"
              >
                {words.kinds[entry.kind]}
              </Link>
              <span className="block text-small text-muted">
                {stamp(entry.occurredAt)} · {elapsed(entries[at - 1], entry)} · <PersonName id={entry.actor} />
              </span>
              {entry.fault && <span className="block text-small text-muted">{words.faults[entry.fault]}</span>}
            </span>
            {entry.seal !== 'sealed' && <SealTag seal={entry.seal} />}
          </span>
        </li>
      ))}
    </ol>
  )
}

const stamp = (moment: string) => `${moment.slice(0, 19).replace('T', ' ')} UTC`

function elapsed(before: LineageEntry | undefined, entry: LineageEntry): string {
  if (!before) return words.begins
  return words.after(duration(Date.parse(entry.occurredAt) - Date.parse(before.occurredAt)))
}

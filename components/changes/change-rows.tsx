'use client'
import Link from 'next/link'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { ChangeLine } from '#server/loop/autonomy/overview/vocabulary.ts'
import { StateTag, TierTag } from './tags.tsx'

/** Changes as rows, newest first. */
export function ChangeRows({ changes }: { changes: readonly ChangeLine[] }) {
  return (
    <ul>
      {changes.map((change) => (
        <li key={change.id} className="border-t border-line first:border-t-0">
          <Link
            href={`/intents/${change.id}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <span className="w-24 shrink-0">
              <TierTag tier={change.tier} />
            </span>
            <span className="min-w-0 flex-1 basis-64">
              <span className="block truncate font-medium">
                <bdi>{change.title}</bdi>
              </span>
              <span className="block text-small text-muted">
                {en.changes.for(change.service)}, {en.changes.byWord} <PersonName id={change.requesterId} />,{' '}
                <Moment at={change.createdAt} />
              </span>
            </span>
            <StateTag state={change.state} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

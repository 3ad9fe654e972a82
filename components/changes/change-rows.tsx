'use client'
import { PanelRight } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { ChangeLine } from '#server/loop/change/vocabulary.ts'
import { StateTag, TierTag } from './tags.tsx'

interface Props {
  changes: readonly ChangeLine[]
  /** Where rows can be peeked at: shows one beside the list. */
  onPeek?: (id: string) => void
  peeked?: string | null
}

/** Changes as rows, newest first. */
export function ChangeRows({ changes, onPeek, peeked = null }: Props) {
  return (
    <ul>
      {changes.map((change) => (
        <li key={change.id} className="flex border-t border-line first:border-t-0">
          <Link
            href={`/intents/${change.id}`}
            data-row={change.id}
            aria-current={change.id === peeked ? 'true' : undefined}
            className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-3 hover:bg-sunken focus-visible:-outline-offset-2 aria-[current=true]:bg-accent-soft"
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
          {onPeek && (
            <button
              type="button"
              aria-label={en.changes.peekAt(change.title)}
              title={en.changes.peek}
              onClick={() => onPeek(change.id)}
              className="inline-flex w-11 shrink-0 items-center justify-center text-faint hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2"
            >
              <PanelRight aria-hidden className="size-4.5" strokeWidth={1.75} />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

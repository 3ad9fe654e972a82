'use client'
import Link from 'next/link'
import type { MouseEvent } from 'react'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import { useWide } from '#components/ui/wide.ts'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { requestHref, type ShownView } from './inbox-address.ts'
import { AskLine, Due, waitingRoles } from './request-rows.tsx'
import { rowIdOf } from './use-selection.ts'

const words = en.approvals

interface Props {
  request: RequestView
  view: ShownView
  selected: boolean
  onSelect: (id: string) => void
}

/** A press shows it beside the list where there is room; Enter, and a press with a modifier, opens a page of its own. */
export function InboxRow({ request, view, selected, onSelect }: Props) {
  const wide = useWide()
  const press = (event: MouseEvent) => {
    const byMouse = event.detail > 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (!wide || !byMouse) return
    event.preventDefault()
    onSelect(request.id)
  }
  return (
    <li className="border-t border-line [contain-intrinsic-size:auto_6.5rem] [content-visibility:auto] first:border-t-0">
      <Link
        id={rowIdOf(request.id)}
        href={requestHref(request.id, view)}
        prefetch={false}
        data-row={request.id}
        aria-current={selected ? 'true' : undefined}
        onClick={press}
        className="grid gap-1 border-l-2 border-transparent py-2.5 pr-4 pl-3.5 hover:bg-sunken focus-visible:-outline-offset-2 aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft"
      >
        <span className="flex items-center gap-2.5">
          <TierTag tier={request.tier} />
          <span className="ml-auto">
            {view === 'done' ? <Outcome request={request} /> : <Due at={request.dueAt} />}
          </span>
        </span>
        <span className="truncate font-medium">{request.title}</span>
        <span className="text-small text-muted">
          <AskLine request={request} />
        </span>
        <span className="text-small text-muted">{waitingRoles(request)}</span>
      </Link>
    </li>
  )
}

const tones = { open: 'quiet', complete: 'good', declined: 'bad', lapsed: 'warn', withdrawn: 'quiet' } as const

function Outcome({ request: { state } }: { request: RequestView }) {
  const known = state as keyof typeof tones
  return <Tag tone={tones[known] ?? 'quiet'}>{words.states[known] ?? state}</Tag>
}

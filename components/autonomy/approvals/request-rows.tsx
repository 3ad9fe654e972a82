'use client'
import Link from 'next/link'
import { TierTag } from '#components/changes/tags.tsx'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { BusinessMoment, useBusinessNow } from '#components/shell/business-moment.tsx'
import { roleLabels } from '#server/identity/vocabulary.ts'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { dueGroups } from './due-groups.ts'

const words = en.approvals

/** What a request asks for, in words. */
export function askOf(purpose: string): string {
  return words.asks[purpose as keyof typeof words.asks] ?? purpose
}

export function roleName(role: string): string {
  return roleLabels[role as keyof typeof roleLabels] ?? role
}

/** Requests as rows, most urgent first. */
export function RequestRows({ requests }: { requests: readonly RequestView[] }) {
  return (
    <ul>
      {requests.map((request) => (
        <li key={request.id} className="border-t border-line first:border-t-0">
          <Link
            href={`/inbox/${request.id}`}
            data-row
            className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <span className="w-24 shrink-0">
              <TierTag tier={request.tier} />
            </span>
            <span className="min-w-0 flex-1 basis-64">
              <span className="block truncate font-medium">{request.title}</span>
              <span className="block text-small text-muted">
                {askOf(request.purpose)} {en.changes.for(request.service)}, <Requester id={request.requesterId} />
              </span>
            </span>
            <span className="text-small text-muted">{waitingRoles(request)}</span>
            <Due at={request.dueAt} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The same rows below how long there is to answer them. */
export function RequestGroups({ requests }: { requests: readonly RequestView[] }) {
  return dueGroups(requests, useBusinessNow()).map(({ urgency, rows }) => (
    <div key={urgency} className="border-t border-line first:border-t-0">
      <h3 className="px-5 pt-3 pb-1 text-small font-medium text-muted">{words.urgencies[urgency]}</h3>
      <RequestRows requests={rows} />
    </div>
  ))
}

function Requester({ id }: { id: string }) {
  return (
    <>
      {en.changes.byWord} <PersonName id={id} />
    </>
  )
}

function waitingRoles(request: RequestView): string {
  const waiting = request.slots.filter((slot) => slot.state === 'waiting').map((slot) => roleName(slot.role))
  const done = request.slots.length - waiting.length
  return `${done}/${request.slots.length} · ${waiting.join(', ')}`
}

/** The time there is; overdue says so in words. */
export function Due({ at }: { at: Date }) {
  const late = at.getTime() < useBusinessNow()
  return (
    <span
      data-tone={late ? 'bad' : 'quiet'}
      className="tone-text text-small whitespace-nowrap"
      suppressHydrationWarning
    >
      {late ? words.overdue : words.due} <BusinessMoment at={at} />
    </span>
  )
}

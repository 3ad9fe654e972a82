'use client'
import Link from 'next/link'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { roleName } from '#components/people/role-name.ts'
import { BusinessMoment, useBusinessNow } from '#components/shell/business-moment.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'

const words = en.approvals

/** What a request asks for, in words. */
export function askOf(purpose: string): string {
  return words.asks[purpose as keyof typeof words.asks] ?? purpose
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
                <AskLine request={request} />
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

/** What is asked, of which service, and who wants it: one sentence. */
export function AskLine({ request }: { request: Pick<RequestView, 'purpose' | 'service' | 'requesterId'> }) {
  return (
    <>
      {askOf(request.purpose)} {en.changes.for(request.service)}, {en.changes.byWord}{' '}
      <PersonName id={request.requesterId} />
    </>
  )
}

/** Who is waited for and, where several must sign, how many have; of a closed request, who has. */
export function waitingRoles({ state, slots }: RequestView): string {
  const waiting = slots.filter((slot) => slot.state === 'waiting').map(({ role }) => roleName(role))
  const signed = slots.filter((slot) => slot.state === 'signed')
  const waits = state === 'open' && waiting.length > 0 && words.waitsFor(waiting.join(', '))
  return [waits, words.signedOf(signed.length, slots.length)].filter(Boolean).join(' · ')
}

/** How often a list of due times looks at the clock. */
export const minuteMs = 60_000

/** The time there is; overdue says so in words. */
export function Due({ at }: { at: Date }) {
  const late = at.getTime() < useBusinessNow(minuteMs)
  return (
    <span
      data-tone={late ? 'bad' : 'quiet'}
      className="tone-text text-small whitespace-nowrap"
      suppressHydrationWarning
    >
      {late ? words.overdue : words.due} <BusinessMoment at={at} everyMs={minuteMs} />
    </span>
  )
}

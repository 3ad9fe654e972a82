import Link from 'next/link'
import type { ReactNode } from 'react'
import { StateTag, TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { Due } from './request-rows.tsx'

/** Tier, where the change stands, and how long there is. */
export function RequestTags({ request, changeState }: { request: RequestView; changeState: string | null }) {
  return (
    <>
      <TierTag tier={request.tier} />
      {changeState && <StateTag state={changeState} />}
      {request.state === 'open' && <Due at={request.dueAt} />}
    </>
  )
}

/** Which change it is about, of which service, and who wants it. */
export function RequestLead({ request }: { request: RequestView }): ReactNode {
  return (
    <>
      <Link
        href={`/intents/${request.changeId}`}
        className="text-ink underline decoration-line-strong underline-offset-4 hover:text-accent"
      >
        {request.title}
      </Link>{' '}
      {en.changes.for(request.service)}, {en.changes.byWord} <PersonName id={request.requesterId} />
    </>
  )
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { inboxHref, type ShownView, shownViews } from './inbox-address.ts'

const words = en.approvals

const look =
  'inline-flex min-h-8 items-center gap-1.5 rounded-control px-2.5 text-small text-muted hover:bg-sunken hover:text-ink ' +
  'aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong'

/** What can be asked of the inbox, each with how many there are. */
export function ViewLinks({ view }: { view: ShownView }) {
  const { data: counts } = useSuspenseQuery(useTRPC().approvals.counts.queryOptions({}))
  return (
    <nav aria-label={words.views} className="mt-4 mb-3 -ml-2.5 flex flex-wrap gap-1">
      {shownViews.map((each) => (
        <Link key={each} href={inboxHref(each)} aria-current={each === view ? 'page' : undefined} className={look}>
          {words.viewNames[each]}
          {each !== 'done' && counts[each] > 0 && <span className="text-micro tabular-nums">{counts[each]}</span>}
        </Link>
      ))}
    </nav>
  )
}

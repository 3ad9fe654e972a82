'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { causeWords } from './incident-tag.tsx'

/** The way from a change, a rollout or a ledger entry to the incidents that concern it; nothing where there is none. */
export function IncidentsOf(of: { changeId: string } | { rolloutId: string } | { entryId: string }) {
  const { data } = useQuery(useTRPC().incidents.list.queryOptions(of))
  if (!data || data.incidents.length === 0) return null
  const open = data.incidents.some(({ state }) => state === 'open')
  return (
    <Notice tone={open ? 'bad' : 'note'} title={en.incidents.named(data.incidents.length)}>
      <ul>
        {data.incidents.map(({ id, service, cause, automatic }) => (
          <li key={id}>
            <Link
              href={`/incidents/${id}`}
              className="underline decoration-line-strong underline-offset-4 hover:text-ink"
            >
              {service}: {causeWords(cause, automatic)}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { neighbour } from '#components/ui/neighbour.ts'
import { inboxHref, pageByPage, requestHref, type ShownView } from './inbox-address.ts'

/** The requests before and after one, in the view it was opened from; null at the ends, or when it is of another view. */
export interface Steps {
  previous: string | null
  next: string | null
}

const nowhere: Steps = { previous: null, next: null }

/** They stay what they were when the request leaves the view, as it does once it is decided. `[` and `]` go there, Escape back. */
export function useSteps(requestId: string, view: ShownView): Steps {
  const router = useRouter()
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    useTRPC().approvals.inbox.infiniteQueryOptions({ view }, pageByPage),
  )
  const ids = (data?.pages ?? []).flatMap(({ requests }) => requests.map(({ id }) => id))
  const at = ids.indexOf(requestId)
  const [steps, setSteps] = useState(nowhere)
  const now = at < 0 ? steps : { previous: other(ids, requestId, -1), next: other(ids, requestId, 1) }
  if (now.previous !== steps.previous || now.next !== steps.next) setSteps(now)
  useEffect(() => {
    if (at === ids.length - 1 && hasNextPage && !isFetching) void fetchNextPage()
  }, [at, ids.length, hasNextPage, isFetching, fetchNextPage])
  const go = (id: string | null) => id !== null && router.push(requestHref(id, view))
  useKeys({
    '[': () => go(now.previous),
    ']': () => go(now.next),
    Escape: () => router.push(inboxHref(view, requestId)),
  })
  return now
}

function other(ids: readonly string[], id: string, by: 1 | -1): string | null {
  const found = neighbour(ids, id, by)
  return found === id ? null : found
}

'use client'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '#components/rpc/provider.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { pageByPage, type ShownView } from './inbox-address.ts'

/** Rows from the end at which the next page is asked for, so that it is there when it is reached. */
const askAhead = 8

export interface InboxRows {
  rows: readonly RequestView[]
  ids: readonly string[]
  hasMore: boolean
  fetching: boolean
  more: () => void
  /** Asks for more when this row is near the end. */
  near: (id: string) => void
}

/** The rows of a view, as far as they were read. A row that moved between pages while they were read is shown once. */
export function useInbox(view: ShownView): InboxRows {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(
    useTRPC().approvals.inbox.infiniteQueryOptions({ view }, pageByPage),
  )
  const rows = useMemo(() => {
    const byId = new Map(data.pages.flatMap(({ requests }) => requests.map((request) => [request.id, request])))
    return [...byId.values()]
  }, [data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }
  return {
    rows,
    ids,
    hasMore: hasNextPage,
    fetching: isFetchingNextPage,
    more,
    near: (id) => ids.indexOf(id) >= ids.length - askAhead && more(),
  }
}

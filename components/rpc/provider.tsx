'use client'
import { type QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { createTRPCClient } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { type Follower, useFollowing } from '#components/live/following.ts'
import type { AppRouter } from '#server/api/root.ts'
import { fetchedLink } from './fetched-link.ts'
import { newQueryClient } from './query-client.ts'
import { storeFollower } from './store-follower.ts'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useTRPC, useTRPCClient }

const client = createTRPCClient<AppRouter>({ links: [fetchedLink(async () => (await import('./way.ts')).way)] })

let kept: QueryClient | null = null
let follower: Follower | null = null

/** A browser keeps what it read from page to page; on the server each page has a store of its own. */
function store(): QueryClient {
  if (typeof window === 'undefined') return newQueryClient()
  kept ??= newQueryClient()
  return kept
}

/** One store of what was read, and the line to the server, for what asks below; a page that asks nothing goes without. */
export function RpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(store)
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <KeptTrue />
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}

/** From its first use on the store follows what happens, also while a page is shown that reads nothing from it. */
function KeptTrue() {
  const queries = useQueryClient()
  const trpc = useTRPC()
  const { follow } = useFollowing()
  useEffect(() => {
    follower ??= storeFollower(queries, (changeId) => trpc.live.ofChange.queryKey({ changeId }))
    follow(follower)
  }, [queries, trpc, follow])
  return null
}

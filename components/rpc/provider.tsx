'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchStreamLink, httpLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import type { AppRouter } from '#server/api/root.ts'
import { newQueryClient } from './query-client.ts'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useTRPC, useTRPCClient }

const way = { url: '/api/trpc', transformer: superjson }

/** What someone is writing goes in the body of its own request: addresses are kept in histories and logs. */
const unsaid: ReadonlySet<string> = new Set(['intents.propose'])
const links = [
  splitLink({
    condition: ({ path }) => unsaid.has(path),
    true: httpLink({ ...way, methodOverride: 'POST' }),
    false: httpBatchStreamLink(way),
  }),
]

/** One store of what was read, and the line to the server, for everything below. */
export function RpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient)
  const [client] = useState(() => createTRPCClient<AppRouter>({ links }))
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}

import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query'
import superjson from 'superjson'

/** Rows are refreshed by the live stream; a minute's staleness only matters while the line is down. */
const staleMs = 60_000

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A line that is down fails at once and says so: nothing is kept back and done later by itself.
      queries: { staleTime: staleMs, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
      dehydrate: { serializeData: superjson.serialize, shouldDehydrateQuery: defaultShouldDehydrateQuery },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}

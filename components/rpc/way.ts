import { httpBatchStreamLink, httpLink, splitLink } from '@trpc/client'
import superjson from 'superjson'
import type { AppRouter } from '#server/api/root.ts'

const where = { url: '/api/trpc', transformer: superjson }

/** What someone is writing goes in the body of its own request: addresses are kept in histories and logs. */
const unsaid: ReadonlySet<string> = new Set(['intents.propose'])

/** How requests reach the server. */
export const way = splitLink<AppRouter>({
  condition: ({ path }) => unsaid.has(path),
  true: httpLink({ ...where, methodOverride: 'POST' }),
  false: httpBatchStreamLink(where),
})

import { createTRPCClient } from '@trpc/client'
import type { AppRouter } from '#server/api/root.ts'
import { way } from './way.ts'

/** The server's verbs, for what reads without the store of queries. */
export const client = createTRPCClient<AppRouter>({ links: [way] })

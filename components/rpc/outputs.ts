import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '#server/api/root.ts'

/** What each verb answers, by router and name. */
export type RouterOutputs = inferRouterOutputs<AppRouter>

import { listDecisions, readDecision, readPolicy } from '#server/loop/guards/index.ts'
import { query, router } from './trpc.ts'

/** What decides, and what it decided. */
export const policies = router({
  active: query(readPolicy),
  decisions: query(listDecisions),
  decision: query(readDecision),
})

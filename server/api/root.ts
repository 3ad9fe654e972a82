import { approvals } from './approvals.router.ts'
import { changes } from './changes.router.ts'
import { designs } from './designs.router.ts'
import { halt } from './halt.router.ts'
import { identity } from './identity.router.ts'
import { incidents } from './incidents.router.ts'
import { intents } from './intents.router.ts'
import { ledger } from './ledger.router.ts'
import { live } from './live.router.ts'
import { people } from './people.router.ts'
import { policies } from './policies.router.ts'
import { retention } from './retention.router.ts'
import { rollouts } from './rollouts.router.ts'
import { status } from './status.router.ts'
import { tokens } from './tokens.router.ts'
import { router } from './trpc.ts'
import { workspaces } from './workspaces.router.ts'

/** The loop, stage by stage. */
export const appRouter = router({
  approvals,
  changes,
  designs,
  halt,
  identity,
  incidents,
  intents,
  ledger,
  live,
  people,
  policies,
  retention,
  rollouts,
  status,
  tokens,
  workspaces,
})
export type AppRouter = typeof appRouter

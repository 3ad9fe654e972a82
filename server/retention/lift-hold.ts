import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { personOf } from './asked.ts'
import { holdEntry } from './entry.ts'
import { mayLift } from './machine.ts'
import { LiftHold } from './schemas.ts'
import { loadHold, markLifted, takeTurn } from './store.ts'

/** What it covered may go again, by its own rules. The reason is kept in the ledger only. */
export const liftHold = governed('hold.lift', LiftHold, async (act, { holdId, reason }) => {
  await takeTurn(act.tx)
  const hold = await loadHold(act.tx, holdId)
  ensure(mayLift(hold))
  const { id } = personOf(act)
  await markLifted(act.tx, holdId, id, act.clock.now)
  return {
    result: { holdId },
    entry: holdEntry(hold, 'lifted', id, reason),
    seen: { hold: holdId, scope: hold.scope, lifted: true },
  }
})

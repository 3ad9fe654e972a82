import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { askedEntry } from './entry.ts'
import { mayWithdraw } from './machine.ts'
import { OfRemoval } from './schemas.ts'
import { loadRemoval, markWithdrawn, takeTurn } from './store.ts'

/** Nothing goes; it may be asked for again. */
export const withdrawRemoval = governed('removal.withdraw', OfRemoval, async (act, { removalId }) => {
  await takeTurn(act.tx)
  const removal = await loadRemoval(act.tx, removalId)
  ensure(mayWithdraw(removal))
  await markWithdrawn(act.tx, removalId, act.clock.now)
  return {
    result: { removalId },
    entry: askedEntry(removal, 'withdrawn'),
    seen: { removal: removalId, withdrawn: true },
  }
})

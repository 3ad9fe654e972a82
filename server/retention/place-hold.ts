import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { newId } from '#server/platform/ids.ts'
import { personOf } from './asked.ts'
import { holdEntry } from './entry.ts'
import { holdRefused } from './machine.ts'
import { PlaceHold } from './schemas.ts'
import { insertHold, takeTurn, targetExists } from './store.ts'

/** From the moment it is placed nothing that it covers is removed, not even what was asked for before. */
export const placeHold = governed('hold.place', PlaceHold, async (act, { scope, target, reason }) => {
  const covers = scope === 'everything' ? null : target
  await takeTurn(act.tx)
  if (scope !== 'everything') {
    if (covers === null) ensure(holdRefused('noTarget'))
    else if (!(await targetExists(act.tx, scope, covers))) ensure(holdRefused('unknownTarget'))
  }
  const placedBy = personOf(act).id
  const hold = { id: newId('hold'), scope, target: covers, reason, placedBy, placedAt: act.clock.now }
  const placed = await insertHold(act.tx, hold)
  return {
    result: { holdId: placed.id },
    entry: holdEntry(placed, 'placed', placedBy, reason),
    seen: { hold: placed.id, scope },
  }
})

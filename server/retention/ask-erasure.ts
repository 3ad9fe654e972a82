import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { newId } from '#server/platform/ids.ts'
import { personOf } from './asked.ts'
import { askedEntry } from './entry.ts'
import { mayAsk } from './machine.ts'
import { AskErasure } from './schemas.ts'
import { insertRemoval, isAsked, personFacts, takeTurn } from './store.ts'

/** The first of two: nothing is removed before another person confirms it. */
export const askErasure = governed('erasure.ask', AskErasure, async (act, { personId, ground }) => {
  await takeTurn(act.tx)
  const asked = await isAsked(act.tx, 'person', personId)
  ensure(mayAsk(await personFacts(act.tx, personId), asked))
  const removal = { id: newId('rmv'), kind: 'person' as const, target: personId, ground, requestedBy: personOf(act).id }
  await insertRemoval(act.tx, { ...removal, requestedAt: act.clock.now })
  return { result: { removalId: removal.id }, entry: askedEntry(removal, 'asked'), seen: { removal: removal.id } }
})

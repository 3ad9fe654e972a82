import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { newId } from '#server/platform/ids.ts'
import { personOf } from '../asked.ts'
import { askedEntry } from '../entry.ts'
import { mayAsk } from '../machine.ts'
import { AskDrop } from '../schemas.ts'
import { insertRemoval, isAsked, takeTurn } from '../store.ts'
import { dropGround } from '../vocabulary.ts'
import { shardFacts } from './store.ts'

/** The first of two; the shard stays as it is until another person confirms. */
export const askDrop = governed('shard.askDrop', AskDrop, async (act, { shard }) => {
  await takeTurn(act.tx)
  const asked = await isAsked(act.tx, 'shard', shard)
  ensure(mayAsk(await shardFacts(act.tx, shard), asked))
  const removal = {
    id: newId('rmv'),
    kind: 'shard' as const,
    target: shard,
    ground: dropGround,
    requestedBy: personOf(act).id,
  }
  await insertRemoval(act.tx, { ...removal, requestedAt: act.clock.now })
  return {
    result: { removalId: removal.id },
    entry: askedEntry(removal, 'asked'),
    seen: { removal: removal.id, shard },
  }
})

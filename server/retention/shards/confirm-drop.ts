import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { personOf } from '../asked.ts'
import { droppedEntry } from '../entry.ts'
import { mayConfirm } from '../machine.ts'
import { OfRemoval } from '../schemas.ts'
import { loadRemoval, takeTurn } from '../store.ts'
import { dropShard, headOf, shardFacts } from './store.ts'

/** The second of two: entries, tree and words of the shard leave the database; its final head stays, and so does the archive. */
export const confirmDrop = governed('shard.confirmDrop', OfRemoval, async (act, { removalId }) => {
  await takeTurn(act.tx)
  const removal = await loadRemoval(act.tx, removalId, 'shard')
  const { target: shard } = removal
  const { id } = personOf(act)
  const facts = removal.state === 'requested' ? await shardFacts(act.tx, shard) : null
  ensure(mayConfirm(id, { ...removal, against: facts }))
  const head = await headOf(act.tx, shard, null)
  if (!head) throw new Error(`shard ${shard} has no head`)
  const { entries, archiveSha256 } = await dropShard(act.tx, removalId, id)
  const entry = droppedEntry({ shard, head, archiveSha256 }, removal, id)
  return { result: { removalId, shard, entries }, entry, seen: { removal: removalId, shard, entries } }
})

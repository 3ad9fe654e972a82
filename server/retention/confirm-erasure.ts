import { governed } from '#server/governed.ts'
import { ensure } from '#server/platform/guard.ts'
import { personOf } from './asked.ts'
import { erasureEntries } from './entry.ts'
import { mayConfirm } from './machine.ts'
import { OfRemoval } from './schemas.ts'
import { erasePerson, holdPerson, loadRemoval, personFacts, takeTurn } from './store.ts'

/**
 * The second of two: key, ciphertexts, kept prompts and the words in other tables go in this transaction, or none of it does.
 * @throws Failure `refused` with a RemovalRefusal
 */
export const confirmErasure = governed('erasure.confirm', OfRemoval, async (act, { removalId }) => {
  await takeTurn(act.tx)
  const removal = await loadRemoval(act.tx, removalId, 'person')
  await holdPerson(act.tx, removal.target)
  const { id } = personOf(act)
  const facts = removal.state === 'requested' ? await personFacts(act.tx, removal.target) : null
  ensure(mayConfirm(id, { ...removal, against: facts }))
  const { digests, texts } = await erasePerson(act.tx, removalId, id)
  const { target: subject, ground, requestedBy } = removal
  return {
    result: { removalId, disclosures: digests.length, texts },
    entry: erasureEntries({ request: removalId, subject, ground, requestedBy, confirmedBy: id, digests, texts }),
    seen: { removal: removalId, erased: true },
  }
})

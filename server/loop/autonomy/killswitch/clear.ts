import { type Act, governed } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { ensure } from '#server/platform/guard.ts'
import { approvalOfResume } from './clearance-entry.ts'
import { mayClear } from './machine.ts'
import { Clear } from './schemas.ts'
import { type HaltWithClearances, kindOfScope, loadHalt, policyActivatedSince } from './store.ts'
import type { ClearanceKind } from './vocabulary.ts'

/** One person's half of what is needed to resume, with the directive or clearance it rests on. */
export const clear = governed('halt.clear', Clear, async (act, { haltId, kind, reference }) => {
  const halt = await loadHalt(act.tx, haltId)
  const person = personOf(act)
  const policyUpdated = await policyActivatedSince(act.tx, halt.engagedAt)
  ensure(mayClear({ person, kind, policyUpdated, ...standingOf(halt) }))
  await act.tx.resumeClearance.create({ data: { haltId, kind, personId: person.id, reference } })
  return {
    result: { haltId, kind },
    entry: approvalOfResume(haltId, kind, person.id, reference),
    seen: { scope: halt.scope, clearance: kind },
  }
})

export function standingOf(halt: HaltWithClearances) {
  const given = halt.clearances.map(({ kind, personId }) => ({ kind: kind as ClearanceKind, personId }))
  return { scope: kindOfScope(halt.scope), given, resumed: halt.resumedAt !== null } as const
}

function personOf(act: Act): Extract<Actor, { kind: 'person' }> {
  if (act.actor.kind === 'person') return act.actor
  throw new Failure('forbidden', 'agentsNever', 'Only a person signed in may decide.')
}

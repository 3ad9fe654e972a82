import type { Change } from './store.ts'
import type { ChangeLine } from './vocabulary.ts'

/** A change in one line. */
export function lineOf(change: Change): ChangeLine {
  const { id, title, service, state, kind, tier, requesterId } = change
  const { humanMade, practice, reason, createdAt, updatedAt } = change
  return {
    ...{ id, title, service, state, kind, tier, requesterId },
    ...{ humanMade, practice, reason, createdAt, updatedAt },
  }
}

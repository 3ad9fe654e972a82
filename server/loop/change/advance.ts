import type { Prisma, Transaction } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { emit } from '#server/platform/outbox/emit.ts'
import { type ChangeEvent, type ChangeState, changeMachine } from './machine.ts'
import { type Change, moveChange } from './store.ts'
import { rests } from './vocabulary.ts'

/**
 * Moves a change along its table and announces the state it reached, in one transaction.
 * @throws Conflict when the event means nothing in the state the change is in, or someone else moved it first.
 */
export async function advance(
  tx: Transaction,
  change: Change,
  event: ChangeEvent,
  data: Prisma.ChangeUncheckedUpdateInput = {},
): Promise<Change> {
  const state = changeMachine.next(change.state, event)
  if (!state) throw conflict('This change')
  const moved = await moveChange(tx, change, { ...data, state })
  await emit(tx, announcementOf(state), { changeId: change.id })
  return moved
}

/** `change.<state>` while the change is under way, `change.closed` once nothing more happens by itself. */
export function announcementOf(state: ChangeState): string {
  return rests(state) ? 'change.closed' : `change.${state}`
}

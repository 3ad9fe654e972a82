import { permitted } from '#server/governed.ts'
import { ListChanges } from './schemas.ts'
import { changeRows } from './store.ts'
import type { ChangeLine } from './vocabulary.ts'

/** Changes, newest first. */
export const listChanges = permitted('change.read', ListChanges, async (from, { service, mine, limit }, actor) => {
  const requesterId = mine && actor.kind === 'person' ? actor.id : undefined
  const rows = await changeRows(from, { service: service ?? undefined, requesterId }, limit)
  return rows.map(
    ({
      id,
      title,
      state,
      kind,
      tier,
      requesterId: requester,
      humanMade,
      practice,
      reason,
      createdAt,
      updatedAt,
      ...row
    }): ChangeLine => ({
      id,
      title,
      service: row.service,
      state,
      kind,
      tier,
      requesterId: requester,
      humanMade,
      practice,
      reason,
      createdAt,
      updatedAt,
    }),
  )
})

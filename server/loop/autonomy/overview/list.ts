import { permitted } from '#server/governed.ts'
import { changeRows } from './store.ts'
import { ListChanges } from './schemas.ts'

export interface ChangeLine {
  id: string
  title: string
  service: string
  state: string
  kind: string
  tier: string
  requesterId: string
  humanMade: boolean
  practice: boolean
  reason: string | null
  createdAt: Date
  updatedAt: Date
}

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

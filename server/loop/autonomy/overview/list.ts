import { permitted } from '#server/governed.ts'
import { lineOf } from './line.ts'
import { ListChanges } from './schemas.ts'
import { changeRows } from './store.ts'

/** Changes, newest first. */
export const listChanges = permitted('change.read', ListChanges, async (from, { service, mine, limit }, actor) => {
  const requesterId = mine && actor.kind === 'person' ? actor.id : undefined
  return (await changeRows(from, { service: service ?? undefined, requesterId }, limit)).map(lineOf)
})

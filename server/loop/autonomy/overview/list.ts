import { permitted } from '#server/governed.ts'
import { lineOf } from '#server/loop/change/index.ts'
import { ListChanges } from './schemas.ts'
import { type ChangesAsked, pageOfChanges } from './store.ts'

/** Changes, newest first. */
export const listChanges = permitted('change.read', ListChanges, async (from, { service, mine, limit }, actor) => {
  const asked: ChangesAsked = {
    ...(service === null ? {} : { service }),
    ...(mine && actor.kind === 'person' ? { requesterId: actor.id } : {}),
  }
  return (await pageOfChanges(from, asked, limit, null)).map(lineOf)
})

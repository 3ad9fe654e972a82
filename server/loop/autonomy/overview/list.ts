import { permitted } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { lineOf } from '#server/loop/change/index.ts'
import { inBatches } from '#server/platform/in-batches.ts'
import { EveryChange, ListChanges } from './schemas.ts'
import { type ChangesAsked, changeRows } from './store.ts'

/** Changes, newest first. */
export const listChanges = permitted('change.read', ListChanges, async (from, { limit, ...asked }, actor) =>
  (await changeRows(from, whereOf(asked, actor), limit)).map(lineOf),
)

/** All of them, newest first, read as they are taken. */
export const everyChange = permitted('change.read', EveryChange, async (from, asked, actor) =>
  inBatches(
    async (after: string | null, many) => (await changeRows(from, whereOf(asked, actor), many, after)).map(lineOf),
    ({ id }) => id,
  ),
)

function whereOf({ service, mine }: { service: string | null; mine: boolean }, actor: Actor): ChangesAsked {
  return { service: service ?? undefined, requesterId: mine && actor.kind === 'person' ? actor.id : undefined }
}

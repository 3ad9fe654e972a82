import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { commentsOf } from './store.ts'

export const ReadComments = z.object({ changeId: z.string() })

/** Everything said of a change's designs, of whatever revision. */
export const designComments = permitted('change.read', ReadComments, async (from, { changeId }) =>
  commentsOf(from, changeId),
)

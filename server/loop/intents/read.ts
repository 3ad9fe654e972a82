import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import { revisionsOf, type StoredRevision } from './store.ts'

/**
 * Every revision of what was asked, the newest last: sanitised words, form, where each value came from, and the decision
 * with the words and rules that made it.
 * @throws Failure `notFound` when there is no such change.
 */
export const readIntent = permitted(
  'change.read',
  z.object({ changeId: z.string() }),
  async (from, { changeId }): Promise<StoredRevision[]> => {
    const revisions = await revisionsOf(from, changeId)
    if (revisions.length === 0) throw notFound('intent')
    return revisions
  },
)

import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { actorReference, mayAct } from '#server/identity/index.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { ensure } from '#server/platform/guard.ts'
import { mayResolve } from '../edit/index.ts'
import { resolvedEntry } from './entry.ts'
import { loadComment, markResolved } from './store.ts'

export const ResolveComment = z.object({ changeId: z.string(), commentId: z.string() })

/** What a comment asked for is done or answered. It stays readable, with who said so. */
export const resolveComment = governed('design.resolve', ResolveComment, async (act, input) => {
  const change = await loadChange(act.tx, input.changeId)
  const comment = await loadComment(act.tx, input)
  const personId = actorReference(act.actor)
  const mayEdit = mayAct(act.actor, 'design.revise').allowed
  ensure(mayResolve({ personId, authorId: comment.authorId, mayEdit }))
  await markResolved(act.tx, comment, personId)
  return { result: undefined, entry: resolvedEntry(change, comment), seen: { resolved: true } }
})

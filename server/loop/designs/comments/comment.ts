import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { DesignSpec } from '../schemas.ts'
import { designOfChange } from '../store.ts'
import { commentEntry } from './entry.ts'
import { insertComment } from './store.ts'
import { commentLimit } from './vocabulary.ts'

export const CommentDesign = z.object({
  changeId: z.string(),
  designId: z.string(),
  component: z.nullable(z.string()),
  text: z.string().check(z.trim(), z.minLength(1, 'Say something first.'), z.maxLength(commentLimit)),
})

const refused = refusedBy({
  noComponent: 'That component is not part of the saved design. Save your edits first, or comment on the whole design.',
})

/** Someone says something of a design or one of its components, for everyone who reviews it. It decides nothing. */
export const commentDesign = governed('design.comment', CommentDesign, async (act, input) => {
  const change = await loadChange(act.tx, input.changeId)
  const design = await designOfChange(act.tx, input)
  const { components } = DesignSpec.parse(design.spec)
  const { component } = input
  if (component !== null && !components.some(({ id }) => id === component)) ensure(refused('noComponent'))
  const comment = await insertComment(act.tx, { ...input, authorId: actorReference(act.actor) })
  return {
    result: { commentId: comment.id },
    entry: commentEntry(change, comment, design),
    seen: { option: design.option + 1, revision: design.revision },
  }
})

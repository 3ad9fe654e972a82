import { useMemo, useState } from 'react'
import * as en from '#components/messages/en.ts'
import type { DesignComment } from '#server/loop/designs/comments/vocabulary.ts'
import { mayRevise, problems } from '#server/loop/designs/edit/index.ts'
import type { Asking, Editor } from './editor.ts'
import type { DraftState } from './use-draft.ts'
import { usePermission } from './use-permission.ts'

const { said: phrases } = en.designReview

interface Edited {
  change: { state: string }
  draft: DraftState
  comments: readonly DesignComment[]
}

/** One person at one design: what they see of it, what they chose, and what they may do. */
export function useEditing({ change, draft, comments }: Edited): { editor: Editor; said: string } {
  const [chosen, choose] = useState<string | null>(null)
  const [asking, ask] = useState<Asking | null>(null)
  const [said, say] = useState('')
  const reason = useReason(change)
  const { spec, done, undone } = draft.history
  const found = useMemo(() => problems(spec), [spec])
  const editor: Editor = {
    ...{ spec, problems: found, chosen, choose, asking, ask, say, reason },
    openComments: comments.filter(({ resolvedAt }) => resolvedAt === null),
    can: { undo: done.length > 0, redo: undone.length > 0 },
    act(commands, sentence, chooses) {
      const refusal = draft.act(commands)
      if (refusal) return refusal
      if (chooses !== undefined) choose(chooses)
      say(sentence)
      return null
    },
    undo: () => say(draft.undo() ? phrases.undone : phrases.nothingToUndo),
    redo: () => say(draft.redo() ? phrases.redone : phrases.nothingToRedo),
  }
  return { editor, said }
}

/** Why the reader cannot edit this design: their roles, or where the change stands. */
function useReason(change: { state: string }): string | null {
  const permission = usePermission('design.revise')
  const answer = mayRevise(change)
  if (!answer.allowed) return answer.sentence
  return permission.allowed ? null : permission.sentence
}

'use client'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Button, ReasonedButton } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type Difference, differences, isError } from '#server/loop/designs/edit/index.ts'
import { DifferenceList } from './difference-list.tsx'
import { useEditor } from './editor.ts'
import { SaveSheet } from './save-sheet.tsx'
import type { DraftState } from './use-draft.ts'
import type { Saving } from './use-saving.ts'

const words = en.designReview

/** What is not saved yet, and the way to save it. What went wrong stays until the next try; the edits stay anyway. */
export function SaveBar({ draft, saving, waiting }: { draft: DraftState; saving: Saving; waiting: boolean }) {
  const { problems, reason, say } = useEditor()
  const [isOpen, setOpen] = useState(false)
  const [left, setLeft] = useState<readonly Difference[]>([])
  const edits = draft.history.done.length
  const changes = differences(draft.base.spec, draft.history.spec)
  const errors = problems.filter(isError).length
  const moved = draft.moved && !saving.pending
  const why =
    reason ??
    (changes.length === 0
      ? words.nothingUnsaved
      : moved
        ? words.moved.title
        : errors > 0
          ? words.blocked(errors)
          : null)
  const carry = () => {
    setLeft(draft.carryOver())
    say(words.moved.carried)
  }
  return (
    <div className="grid gap-3 empty:hidden">
      {saving.saved !== null && edits === 0 && (
        <Notice tone="good" title={words.saved(saving.saved)}>
          {words.savedWhy}
        </Notice>
      )}
      {saving.failure && (
        <Notice tone="bad" title={words.lost} alert>
          {saving.failure}
        </Notice>
      )}
      {moved && (
        <Notice
          tone="warn"
          title={words.moved.title}
          alert
          actions={<Button onClick={carry}>{words.moved.carry}</Button>}
        >
          {words.moved.what(edits)}
        </Notice>
      )}
      {left.length > 0 && (
        <Notice
          tone="warn"
          title={words.moved.left}
          alert
          actions={<Button onClick={() => setLeft([])}>{words.moved.seen}</Button>}
        >
          <DifferenceList of={left} label={words.moved.left} />
        </Notice>
      )}
      {(reason === null || edits > 0) && (
        <div className="flex flex-wrap items-center gap-2">
          <ReasonedButton id="save-design" look="primary" reason={why} onClick={() => setOpen(true)}>
            {words.save}
          </ReasonedButton>
          {edits > 0 && (
            <>
              <Button look="quiet" onClick={draft.forget}>
                {words.discard}
              </Button>
              <span className="text-small text-muted">{words.unsaved(edits)}</span>
            </>
          )}
        </div>
      )}
      {isOpen && !why && (
        <SaveSheet
          changes={changes}
          pending={saving.pending}
          waiting={waiting}
          onClose={() => setOpen(false)}
          onSave={() => {
            setOpen(false)
            saving.save(draft)
          }}
        />
      )}
    </div>
  )
}

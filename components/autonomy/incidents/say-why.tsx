'use client'
import { type FormEvent, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Notice } from '#components/ui/notice.tsx'

const words = en.incidents

/** Asks for a person's words before something is recorded. What was written stays when it is refused. */
export function SayWhy(props: {
  title: string
  lead: string
  pending: boolean
  failure: string | null
  onSay: (reason: string) => void
  onClose: () => void
}) {
  const first = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = formText(new FormData(event.currentTarget), 'reason').trim()
    setProblem(reason === '' ? words.wordsNeeded : null)
    if (reason !== '') props.onSay(reason)
  }
  return (
    <Sheet onClose={props.onClose} initialFocus={first} title={props.title} lead={props.lead}>
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <TextArea
          id="reason"
          name="reason"
          label={words.words}
          problem={problem}
          maxLength={2000}
          ref={first}
          dir="auto"
        />
        {props.failure && (
          <Notice tone="bad" alert>
            {props.failure}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={props.onClose}>
            {en.ui.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={props.pending}>
            {props.pending ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

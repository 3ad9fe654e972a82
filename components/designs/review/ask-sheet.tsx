'use client'
import type { FormEvent, ReactNode, RefObject } from 'react'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useEditor } from './editor.ts'

/** What a command still needs, asked over the page. The focus returns to the row that is chosen then. */
export function AskSheet(props: {
  title: string
  submit: string
  problem: string | null
  first: RefObject<HTMLElement | null>
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}) {
  const { ask } = useEditor()
  return (
    <Sheet onClose={() => ask(null)} title={props.title} initialFocus={props.first} finalFocus={chosenPlace}>
      <form onSubmit={props.onSubmit} className="grid gap-4" noValidate>
        {props.children}
        {props.problem && (
          <Notice tone="bad" alert>
            {props.problem}
          </Notice>
        )}
        <div className="flex gap-2">
          <Button type="submit" look="primary">
            {props.submit}
          </Button>
          <Button look="quiet" onClick={() => ask(null)}>
            {en.ui.cancel}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

/** The chosen row of the outline, or the diagram: whichever is shown. */
export function chosenPlace(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-home]')
}

'use client'
import { type RefObject, useEffect, useState } from 'react'
import { type Draft, keepDraft, readDraft } from './draft.ts'

const nothing: Draft = { service: '', text: '' }

interface KeptDraft {
  draft: Draft
  /** False once the browser refused to keep it. */
  kept: boolean
  /** What stands in the form now is kept. */
  take(): void
  discard(): void
}

/**
 * A form with `service` and `text` whose words outlive the page; it calls `take` at every input. The fields stay the
 * browser's own: nothing typed early is lost.
 */
export function useDraft(personId: string, form: RefObject<HTMLFormElement | null>): KeptDraft {
  const [draft, setDraft] = useState(nothing)
  const [kept, setKept] = useState(true)
  useEffect(() => {
    if (!form.current) return
    // What was typed before this script came is newer than what was left here.
    const left = draftIn(form.current).text === '' ? readDraft(personId) : null
    if (left) write(form.current, left)
    form.current.dispatchEvent(new Event('input', { bubbles: true }))
  }, [personId, form])
  const take = () => {
    if (!form.current) return
    const now = draftIn(form.current)
    setDraft(now)
    setKept(keepDraft(personId, now))
  }
  return {
    draft,
    kept,
    take,
    discard() {
      if (form.current) write(form.current, { ...draftIn(form.current), text: '' })
      take()
    },
  }
}

function draftIn(form: HTMLFormElement): Draft {
  const data = new FormData(form)
  const read = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { service: read('service'), text: read('text') }
}

/** A service that is no longer there stays unchosen. */
function write(form: HTMLFormElement, { service, text }: Draft): void {
  const field = (name: string) => form.elements.namedItem(name)
  const words = field('text')
  const choice = field('service')
  if (words instanceof HTMLTextAreaElement) words.value = text
  if (choice instanceof HTMLInputElement) choice.value = service
  if (choice instanceof HTMLSelectElement && [...choice.options].some(({ value }) => value === service))
    choice.value = service
}

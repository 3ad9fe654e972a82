'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, type RefObject, useRef } from 'react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { Choice } from '#components/ui/choice.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { intentLimit } from '#server/loop/intents/vocabulary.ts'
import { EstimatePanel } from './estimate-panel.tsx'
import { PersonalNotice } from './personal-notice.tsx'
import { useDraft } from './use-draft.ts'
import { useEstimate } from './use-estimate.ts'

const words = { ...en.intents, ...en.newIntent }

/** The words and the service, kept while they are written; beside them what they would come to. */
export function IntentForm({ services }: { services: readonly string[] }) {
  const me = useMe()
  const form = useRef<HTMLFormElement>(null)
  const { draft, kept, take, discard } = useDraft(me.id, form)
  const { estimate, error: noEstimate, older } = useEstimate(draft)
  const { submit, error, isDone } = useSubmit(discard)
  return (
    <>
      <form ref={form} method="post" onSubmit={submit} onInput={take} className="grid min-w-0 gap-4">
        <Words form={form} length={draft.text.length} />
        {estimate && <PersonalNotice estimate={estimate} now={draft.text} />}
        <Choice
          id="service"
          name="service"
          label={words.service}
          options={services}
          hintMany={words.serviceMany(services.length)}
          unknown={words.serviceUnknown}
          className="max-w-72"
        />
        {error && <FailureNotice error={error} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" disabled={isDone}>
            {isDone ? words.submitting : words.submit}
          </Button>
          <span className="text-small text-muted max-sm:hidden">{words.submitKeys}</span>
        </div>
        {draft.text.trim() !== '' && (
          <p className="flex flex-wrap items-center gap-x-2 text-small text-muted">
            {kept ? words.kept : words.notKept}
            <Button look="quiet" onClick={discard}>
              {words.discard}
            </Button>
          </p>
        )}
      </form>
      <EstimatePanel estimate={estimate} error={noEstimate} older={older} />
    </>
  )
}

/** Sends what stands in the form, and forgets the draft once it is taken in; until the next page is there, nothing is sent twice. */
function useSubmit(forget: () => void) {
  const router = useRouter()
  const { mutate, isPending, isSuccess, error } = useMutation(
    useTRPC().intents.submit.mutationOptions({
      onSuccess({ changeId }) {
        forget()
        router.push(`/intents/${changeId}`)
      },
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    mutate({ service: formText(data, 'service'), text: formText(data, 'text') })
  }
  return { submit, error, isDone: isPending || isSuccess }
}

/** More words than an intent may have stay where they are: they are counted, not cut. */
function Words({ form, length }: { form: RefObject<HTMLFormElement | null>; length: number }) {
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
  }
  const count = (number: number) => number.toLocaleString('en')
  return (
    <TextArea
      id="text"
      name="text"
      label={words.words}
      hint={words.wordsHint}
      placeholder={words.placeholder}
      problem={length > intentLimit ? words.tooLong(count(length), count(intentLimit)) : null}
      rows={6}
      dir="auto"
      onKeyDown={submitByKey}
      required
      autoFocus
      className="min-h-40 text-lead"
    />
  )
}

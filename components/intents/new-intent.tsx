'use client'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useRef } from 'react'
import { en } from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select, TextArea } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { intentLimit } from '#server/loop/intents/vocabulary.ts'

const words = en.intents

/** A person's words and a service; everything else is made of them, shown, and corrected afterwards. */
export function NewIntent() {
  const { data: workspaces } = useSuspenseQuery(useTRPC().workspaces.list.queryOptions({}))
  return (
    <Page title={words.newTitle} lead={words.newLead}>
      <div className="grid max-w-3xl gap-8">
        {workspaces.length === 0 ? (
          <Notice tone="note">{words.noService}</Notice>
        ) : (
          <IntentForm services={workspaces.map(({ service }) => service)} />
        )}
        <Examples />
      </div>
    </Page>
  )
}

function IntentForm({ services }: { services: readonly string[] }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error } = useMutation(
    useTRPC().intents.submit.mutationOptions({ onSuccess: ({ changeId }) => router.push(`/intents/${changeId}`) }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    mutate({ service: formText(data, 'service'), text: formText(data, 'text') })
  }
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
  }
  return (
    <form ref={form} onSubmit={submit} className="grid gap-4">
      <TextArea
        id="text"
        name="text"
        label={words.words}
        hint={words.wordsHint}
        placeholder={words.placeholder}
        rows={6}
        maxLength={intentLimit}
        onKeyDown={submitByKey}
        required
        autoFocus
        className="min-h-40 text-lead"
      />
      <Select id="service" name="service" label={words.service} defaultValue={services[0]} className="max-w-72">
        {services.map((service) => (
          <option key={service}>{service}</option>
        ))}
      </Select>
      {error && (
        <Notice tone="bad" alert>
          {failureOf(error).sentence}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? words.submitting : words.submit}
        </Button>
        <span className="text-small text-muted max-sm:hidden">{words.submitKeys}</span>
      </div>
    </form>
  )
}

function Examples() {
  return (
    <section aria-labelledby="examples-title">
      <h2 id="examples-title" className="font-semibold">
        {words.examples}
      </h2>
      <ul className="mt-2 grid gap-x-8 gap-y-2 text-small sm:grid-cols-2">
        {words.exampleList.map(([shape, example]) => (
          <li key={shape}>
            <span className="block text-muted">{words.shapes[shape]}</span>
            {example}
          </li>
        ))}
      </ul>
    </section>
  )
}

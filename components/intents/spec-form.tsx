'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea, TextField } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { IntentSpec } from '#server/loop/intents/schemas.ts'
import { FieldRows } from './field-rows.tsx'

const words = en.intents

/** The structured intent as a form; what it says wins over the words. */
export function SpecForm({ changeId, spec, onClose }: { changeId: string; spec: IntentSpec; onClose: () => void }) {
  const [draft, setDraft] = useState(spec)
  const [problem, setProblem] = useState<string | null>(null)
  const { save, pending, failure } = useEdit(changeId, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const parsed = z.safeParse(IntentSpec, draft)
    if (!parsed.success) return setProblem(words.specInvalid(parsed.error.issues[0]?.path.join(' › ') ?? ''))
    setProblem(null)
    save({ changeId, spec: parsed.data })
  }
  const said = problem ?? failure
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <SpecControls spec={draft} onChange={setDraft} />
      {said && (
        <Notice tone="bad" alert>
          {said}
        </Notice>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={pending}>
          {pending ? words.saving : words.save}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {en.ui.cancel}
        </Button>
      </div>
    </form>
  )
}

function useEdit(changeId: string, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.intents.edit.mutationOptions({
      onSuccess: onDone,
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.changes.read.queryKey({ changeId }) }),
    }),
  )
  return { save: mutate, pending: isPending, failure: error && failureOf(error).sentence }
}

function SpecControls({ spec, onChange }: { spec: IntentSpec; onChange: (spec: IntentSpec) => void }) {
  const text = (id: string, label: string, value: string, change: (value: string) => IntentSpec) => (
    <TextField
      key={id}
      id={id}
      label={label}
      value={value}
      onChange={(event) => onChange(change(event.target.value))}
    />
  )
  const { labels } = words
  switch (spec.shape) {
    case 'resource':
      return (
        <>
          {text('entity', labels.entity, spec.entity.name, (name) => ({ ...spec, entity: { ...spec.entity, name } }))}
          <FieldRows
            fields={spec.entity.fields}
            onChange={(fields) => onChange({ ...spec, entity: { ...spec.entity, fields } })}
          />
        </>
      )
    case 'addField':
      return (
        <>
          {text('entity', labels.entity, spec.entity, (entity) => ({ ...spec, entity }))}
          <FieldRows fixed fields={[spec.field]} onChange={([field]) => field && onChange({ ...spec, field })} />
        </>
      )
    case 'readEndpoint':
      return text('entity', labels.entity, spec.entity, (entity) => ({ ...spec, entity }))
    case 'validation':
      return (
        <>
          {text('entity', labels.entity, spec.entity, (entity) => ({ ...spec, entity }))}
          {text('field', labels.field, spec.field, (field) => ({ ...spec, field }))}
        </>
      )
    case 'listPage':
      return (
        <>
          {text('entity', labels.entity, spec.entity, (entity) => ({ ...spec, entity }))}
          {text('columns', labels.columns, spec.columns.join(', '), (value) => ({
            ...spec,
            columns: value.split(/\s*,\s*/),
          }))}
        </>
      )
    case 'config':
      return (
        <>
          {text('key', labels.key, spec.key, (key) => ({ ...spec, key }))}
          {text('value', labels.value, String(spec.value), (value) => ({
            ...spec,
            value: sameKind(spec.value, value),
          }))}
        </>
      )
    case 'docs':
      return (
        <>
          {text('path', labels.path, spec.path, (path) => ({ ...spec, path }))}
          {text('title', labels.title, spec.title, (title) => ({ ...spec, title }))}
          <TextArea
            id="body"
            label={labels.body}
            value={spec.body}
            rows={8}
            onChange={(event) => onChange({ ...spec, body: event.target.value })}
          />
        </>
      )
  }
}

/** A setting keeps its kind as long as what is typed can be read as one. */
function sameKind(before: string | number | boolean, typed: string): string | number | boolean {
  if (typeof before === 'number' && typed.trim() !== '' && Number.isFinite(Number(typed))) return Number(typed)
  if (typeof before === 'boolean' && (typed === 'true' || typed === 'false')) return typed === 'true'
  return typed
}

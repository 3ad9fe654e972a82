'use client'
import { Plus, Trash2 } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { controlLook } from '#components/ui/field.tsx'
import { type Field, fieldTypes } from '#server/loop/intents/schemas.ts'

const words = en.intents.labels

interface Rows {
  fields: readonly Field[]
  onChange: (fields: Field[]) => void
  /** No field can be added or removed. */
  fixed?: boolean
}

/** One row a field. */
export function FieldRows({ fields, onChange, fixed = false }: Rows) {
  const put = (index: number, change: Partial<Field>) =>
    onChange(fields.map((field, at) => (at === index ? { ...field, ...change } : field)))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-small font-medium">{words.fields}</legend>
      {fields.map((field, index) => (
        <div
          // A row is edited in place; its name may change with every key.
          key={index}
          className="grid grid-cols-[1fr_8rem_auto] items-center gap-x-2 gap-y-1 sm:grid-cols-[1fr_8rem_auto_auto_auto]"
        >
          <input
            aria-label={words.fieldName(index + 1)}
            value={field.name}
            onChange={(event) => put(index, { name: event.target.value })}
            className={`${controlLook} font-mono`}
          />
          <select
            aria-label={words.fieldType(index + 1)}
            value={field.type}
            onChange={(event) => put(index, { type: event.target.value as Field['type'] })}
            className={controlLook}
          >
            {fieldTypes.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
          <Tick label={words.required} checked={field.required} onChange={(required) => put(index, { required })} />
          <Tick label={words.personalData} checked={field.personal} onChange={(personal) => put(index, { personal })} />
          {!fixed && (
            <Button
              look="quiet"
              aria-label={words.removeField(field.name)}
              disabled={fields.length === 1}
              onClick={() => onChange(fields.filter((_, at) => at !== index))}
              className="px-2.5"
            >
              <Trash2 aria-hidden className="size-4" />
            </Button>
          )}
        </div>
      ))}
      {!fixed && (
        <Button
          className="justify-self-start"
          onClick={() => onChange([...fields, { name: '', type: 'text', required: false, personal: false, rules: [] }])}
        >
          <Plus aria-hidden className="size-4" />
          {words.addField}
        </Button>
      )}
    </fieldset>
  )
}

function Tick(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-6 items-center gap-1.5 text-small whitespace-nowrap">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
      {props.label}
    </label>
  )
}

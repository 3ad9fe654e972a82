import Form from 'next/form'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Select, TextField } from '#components/ui/field.tsx'

const words = en.ledger

/** Jumps to what has exactly this name. An address, so it works without a script and can be kept. */
export function FindBar({ q }: { q?: string }) {
  return (
    <Form action="/ledger" className="grid gap-2 sm:grid-cols-[1fr_auto] sm:items-start">
      <TextField
        id="find"
        name="q"
        type="search"
        label={words.findLabel}
        hint={`${words.findHint} ${en.lineagePath.qualifiersHint}`}
        defaultValue={q}
        autoComplete="off"
        spellCheck={false}
        required
        className="font-mono"
      />
      <Button type="submit" look="primary" className="sm:mt-[1.65rem]">
        {words.find}
      </Button>
    </Form>
  )
}

export function KindBar({ kind }: { kind: string | null }) {
  const known = Object.entries(words.kinds)
  return (
    <Form action="/ledger" className="flex items-end gap-2">
      <Select id="kind" name="kind" label={words.kind} defaultValue={kind ?? ''} key={kind}>
        <option value="">{words.kindAll}</option>
        {known.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {kind && !Object.hasOwn(words.kinds, kind) && <option>{kind}</option>}
      </Select>
      <Button type="submit">{words.filter}</Button>
    </Form>
  )
}

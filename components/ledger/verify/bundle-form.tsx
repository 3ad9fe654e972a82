'use client'
import { en } from '#components/messages/en.ts'
import { Field, TextField } from '#components/ui/field.tsx'

const words = en.ledger

/** A field for the file, which browsers let people drop one on; and the key that is believed. */
export function BundleForm(props: { trusted: string; onTrust: (key: string) => void; onFile: (file: File) => void }) {
  return (
    <div className="grid gap-5">
      <Field id="bundle" label={words.verifyDrop}>
        {(told) => (
          <input
            {...told}
            type="file"
            accept=".gz,.tgz,application/gzip"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0]
              if (file) props.onFile(file)
            }}
            className="w-full rounded-panel border border-dashed border-line-strong bg-sunken px-5 py-8 text-muted file:mr-4 file:rounded-control file:border file:border-solid file:border-line file:bg-surface file:px-3.5 file:py-2 file:font-medium file:text-ink"
          />
        )}
      </Field>
      <TextField
        id="trusted-key"
        label={words.verifyKey}
        hint={words.verifyKeyHint}
        value={props.trusted}
        onChange={({ currentTarget }) => props.onTrust(currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
      />
    </div>
  )
}

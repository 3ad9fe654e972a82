'use client'
import { type DragEvent, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import { Field, TextField } from '#components/ui/field.tsx'

const words = en.ledger

/** A field for the file, with a place around it to drop one; and the key that is believed. */
export function BundleForm(props: { trusted: string; onTrust: (key: string) => void; onFile: (file: File) => void }) {
  const { over, ...drop } = useDrop(props.onFile)
  return (
    <div className="grid gap-5">
      <div {...drop}>
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
              className={classes(
                'w-full rounded-panel border border-dashed px-5 py-8 text-muted file:mr-4 file:rounded-control file:border file:border-solid file:border-line file:bg-surface file:px-3.5 file:py-2 file:font-medium file:text-ink',
                over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-sunken',
              )}
            />
          )}
        </Field>
      </div>
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

/** A browser left to itself would leave the page and open what is dropped beside the field. */
function useDrop(onFile: (file: File) => void) {
  const [over, setOver] = useState(false)
  const set = (next: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(next)
  }
  const onDrop = (event: DragEvent) => {
    set(false)(event)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return { over, onDragOver: set(true), onDragLeave: set(false), onDrop }
}

import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

export const controlLook =
  'w-full rounded-control border border-line-strong bg-surface px-3 py-2 text-body text-ink placeholder:text-faint ' +
  'aria-[invalid=true]:border-bad disabled:bg-sunken'

interface Told {
  id: string
  label: string
  hint?: ReactNode
  problem?: string | null
}

/** A label, a control, what it is for, and what is wrong with it, tied together for everyone. */
export function Field(
  props: Told & { children: (told: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode },
) {
  const { id, hint, problem } = props
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-small font-medium text-ink">
        {props.label}
      </label>
      {props.children({
        id,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(problem ? { 'aria-invalid': true as const } : {}),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="tone-text text-small" data-tone="bad">
          {problem}
        </p>
      )}
    </div>
  )
}

export function TextField({ id, label, hint, problem, className, ...rest }: Told & ComponentProps<'input'>) {
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      {(told) => <input {...told} className={classes(controlLook, className)} {...rest} />}
    </Field>
  )
}

export function TextArea({ id, label, hint, problem, className, ...rest }: Told & ComponentProps<'textarea'>) {
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      {(told) => <textarea {...told} className={classes(controlLook, 'min-h-24', className)} {...rest} />}
    </Field>
  )
}

export function Select({ id, label, hint, problem, className, ...rest }: Told & ComponentProps<'select'>) {
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      {(told) => <select {...told} className={classes(controlLook, 'appearance-auto', className)} {...rest} />}
    </Field>
  )
}

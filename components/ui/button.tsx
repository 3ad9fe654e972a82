import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-surface text-ink hover:border-line-strong',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  stop: 'border border-bad-line bg-surface text-bad hover:bg-bad-soft',
  danger: 'bg-bad-fill text-on-bad hover:brightness-95',
} as const

const base =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded-control px-3.5 py-1.5 text-body font-medium ' +
  'transition-colors select-none disabled:cursor-not-allowed disabled:border disabled:border-line disabled:bg-sunken disabled:text-faint'

interface Look {
  look?: keyof typeof looks
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: Look & ComponentProps<'button'>) {
  return <button type={type} className={classes(base, looks[look], className)} {...rest} />
}

export function ButtonLink({ look = 'plain', className, ...rest }: Look & ComponentProps<typeof Link>) {
  return <Link className={classes(base, looks[look], className)} {...rest} />
}

/** For what looks like a plain button and is another element. */
export const buttonLook = classes(base, looks.plain)

/** A button that cannot act says why, in the guard's words, beside it and to a screen reader. */
export function ReasonedButton({
  reason,
  id,
  ...rest
}: { reason: string | null; id: string } & Look & ComponentProps<'button'>) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        {...rest}
        disabled={rest.disabled || reason !== null}
        aria-describedby={reason ? `${id}-why` : undefined}
      />
      {reason && (
        <span id={`${id}-why`} className="min-w-0 text-small text-muted">
          {reason}
        </span>
      )}
    </span>
  )
}

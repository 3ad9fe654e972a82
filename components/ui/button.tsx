import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonLook, buttonLook } from './button-look.ts'

interface Look {
  look?: ButtonLook
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: Look & ComponentProps<'button'>) {
  return <button type={type} className={buttonLook(look, className)} {...rest} />
}

export function ButtonLink({ look = 'plain', className, ...rest }: Look & ComponentProps<typeof Link>) {
  return <Link className={buttonLook(look, className)} {...rest} />
}

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

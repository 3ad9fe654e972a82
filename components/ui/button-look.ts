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

export type ButtonLook = keyof typeof looks

/** For what looks like a button, whatever element it is. */
export function buttonLook(look: ButtonLook = 'plain', className?: string): string {
  return classes(base, looks[look], className)
}

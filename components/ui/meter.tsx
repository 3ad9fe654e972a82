import { classes } from './classes.ts'

/** How much of a whole, as a bar without inline styles. `value` and `limit` in the same unit. */
export function Bar({
  value,
  limit,
  tone = 'accent',
  label,
}: {
  value: number
  limit: number
  tone?: string
  label: string
}) {
  const part = Math.min(1, limit > 0 ? value / limit : 0) * 100
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      data-tone={tone}
      className={classes('tone-text h-1 w-full')}
    >
      <rect width="100" height="4" rx="2" className="fill-line" />
      <rect width={part} height="4" rx="2" fill="currentColor" />
    </svg>
  )
}

import type { LucideIcon } from 'lucide-react'
import { classes } from './classes.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'note' | 'accent' | 'quiet'

/** A word with an icon and a tone; never colour alone. */
export function Tag(props: {
  tone: Tone
  icon?: LucideIcon
  children: React.ReactNode
  className?: string
  moving?: boolean
}) {
  const { icon: Icon } = props
  return (
    <span
      data-tone={props.tone}
      className={classes(
        'toned inline-flex h-6 items-center gap-1.5 rounded-full border px-2 text-micro font-medium whitespace-nowrap',
        props.className,
      )}
    >
      {Icon && <Icon aria-hidden className={classes('size-3.5 shrink-0', props.moving && 'breathing')} />}
      {props.children}
    </span>
  )
}

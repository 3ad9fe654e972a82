import { CircleAlert, CircleCheck, Info, OctagonAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from './tag.tsx'

const icons = {
  good: CircleCheck,
  warn: CircleAlert,
  bad: OctagonAlert,
  note: Info,
  accent: Info,
  quiet: Info,
} as const

/** What happened, why, and what to do now. `alert` interrupts a screen reader; use it for what just went wrong. */
export function Notice(props: {
  tone: Tone
  title?: string
  children?: ReactNode
  alert?: boolean
  actions?: ReactNode
}) {
  const Icon = icons[props.tone]
  return (
    <div
      role={props.alert ? 'alert' : undefined}
      data-tone={props.tone}
      className="toned flex gap-3 rounded-panel border px-4 py-3"
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1 text-body text-ink">
        {props.title && <p className="font-semibold">{props.title}</p>}
        {props.children && <div className="text-muted">{props.children}</div>}
        {props.actions && <div className="mt-2 flex flex-wrap gap-2">{props.actions}</div>}
      </div>
    </div>
  )
}

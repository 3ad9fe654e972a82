import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** Nothing here yet: what would be here, and what to do. */
export function Empty(props: { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  const { icon: Icon } = props
  return (
    <div className="flex flex-col items-center gap-1.5 px-4 py-8 text-center">
      <Icon aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.5} />
      <p className="font-medium">{props.title}</p>
      {props.children && <p className="max-w-md text-small text-muted">{props.children}</p>}
      {props.action && <div className="mt-3">{props.action}</div>}
    </div>
  )
}

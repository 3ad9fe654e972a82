import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/** A titled part of a page. */
export function Panel(props: {
  title: string
  id?: string
  aside?: ReactNode
  intro?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  const id = props.id ?? props.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return (
    <section aria-labelledby={`${id}-title`} className="min-w-0 rounded-panel border border-line bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 pt-4">
        <h2 id={`${id}-title`} className="text-lead font-semibold tracking-tight">
          {props.title}
        </h2>
        {props.aside}
      </header>
      {props.intro && <p className="px-5 pt-1 text-small text-muted">{props.intro}</p>}
      <div className={classes(props.flush ? 'pt-3 pb-1' : 'px-5 pt-3 pb-5')}>{props.children}</div>
    </section>
  )
}

import type { ReactNode } from 'react'

/** The frame of a page inside the console: one heading, what it is, what can be done. */
export function Page(props: {
  title: ReactNode
  over?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-8 sm:py-9">
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-3xl">
          {props.over && (
            <div className="mb-2 flex flex-wrap items-center gap-2 text-small text-muted">{props.over}</div>
          )}
          <h1 className="text-display font-semibold tracking-tight">{props.title}</h1>
          {props.lead && <p className="mt-1.5 max-w-2xl text-lead text-muted">{props.lead}</p>}
        </div>
        {props.actions && <div className="flex flex-wrap gap-2">{props.actions}</div>}
      </header>
      {props.children}
    </div>
  )
}

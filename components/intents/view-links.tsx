'use client'
import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import type { MouseEvent } from 'react'
import * as en from '#components/messages/en.ts'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { useSingleKeys } from '#components/shell/keyboard-single.ts'
import { type IntentViewName, intentView, intentViewNames } from './views.ts'

const words = en.intentViews

/** The view that the address names. */
export function useIntentView(): IntentViewName {
  return intentView(useSearchParams().get('view'))
}

/** Links to the views. Each is an address; with a script the page changes in place and reads only what the view needs. */
export function ViewLinks({ current }: { current: IntentViewName }) {
  const path = usePathname()
  const addressOf = (view: IntentViewName) => (view === 'activity' ? path : `${path}?view=${view}`)
  const show = (view: IntentViewName) => {
    if (view !== current) window.history.pushState(null, '', addressOf(view))
  }
  useKeys(Object.fromEntries(intentViewNames.map((view, at) => [String(at + 1), () => show(view)])))
  const single = useSingleKeys()
  return (
    <nav
      aria-label={words.label}
      className="flex flex-wrap gap-1 rounded-panel border border-line bg-surface px-3 py-2"
    >
      {intentViewNames.map((view, at) => (
        <Link
          key={view}
          href={addressOf(view)}
          prefetch={false}
          scroll={false}
          aria-current={view === current ? 'page' : undefined}
          aria-keyshortcuts={single ? String(at + 1) : undefined}
          onClick={(event) => {
            if (opensElsewhere(event)) return
            event.preventDefault()
            show(view)
          }}
          className="inline-flex min-h-9 items-center gap-2 rounded-control px-3 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong max-sm:px-2.5"
        >
          {words.names[view]}
          {single && (
            <kbd aria-hidden className="rounded border border-line px-1 text-micro text-muted max-lg:hidden">
              {at + 1}
            </kbd>
          )}
        </Link>
      ))}
    </nav>
  )
}

const opensElsewhere = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) => ctrlKey || metaKey || shiftKey || altKey

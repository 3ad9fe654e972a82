'use client'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { itemAlong } from './menu-keys.ts'

const look =
  'min-h-9 rounded-control px-3 text-body text-muted hover:text-ink aria-selected:bg-sunken aria-selected:font-medium aria-selected:text-ink'

interface Tab {
  value: string
  label: string
  /** Drawn while it is chosen. */
  panel: ReactNode
}

/** The same thing in several views, one at a time. Arrow keys move over the names, Enter or Space chooses. */
export function Tabs(props: { label: string; tabs: readonly Tab[]; children?: ReactNode }) {
  const { tabs } = props
  const id = useId()
  const [chosen, setChosen] = useState(tabs[0]?.value)
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const names = [...(list.current?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])]
    const to = itemAlong(event, names.indexOf(event.target as HTMLElement), names.length)
    if (to === null) return
    event.preventDefault()
    names[to]?.focus()
  }
  return (
    <div className="min-w-0 rounded-panel border border-line bg-surface">
      <div className="grid gap-2 border-b border-line px-3 py-2">
        <div ref={list} role="tablist" aria-label={props.label} className="flex flex-wrap gap-1">
          {tabs.map(({ value, label }) => (
            <button
              key={value}
              id={`${id}-${value}`}
              type="button"
              role="tab"
              aria-selected={value === chosen}
              aria-controls={value === chosen ? `${id}-panel` : undefined}
              tabIndex={value === chosen ? 0 : -1}
              className={look}
              onClick={() => setChosen(value)}
              onKeyDown={onKeyDown}
            >
              {label}
            </button>
          ))}
        </div>
        {props.children}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`} className="p-4" tabIndex={0}>
        {tabs.find(({ value }) => value === chosen)?.panel}
      </div>
    </div>
  )
}

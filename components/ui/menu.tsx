'use client'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classes } from './classes.ts'
import { itemFor } from './menu-keys.ts'

interface MenuProps {
  trigger: ReactNode
  triggerLook: string
  /** The page that is shown is one of the menu. */
  current?: boolean
  /** Where the menu stands, as classes. */
  place: string
  className?: string
  children: ReactNode
}

/**
 * A button and the menu it opens. Arrow keys go round it, a letter finds, Escape and Tab close it; what is taken closes it
 * too, save where one of several is chosen. The focus returns to the button.
 */
export function Menu({ trigger, triggerLook, current, place, className, children }: MenuProps) {
  const id = useId()
  const [open, setOpen] = useState<'pointer' | 'first' | 'last' | null>(null)
  const whole = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useLeaving(whole, open !== null, () => setOpen(null))
  const close = () => {
    setOpen(null)
    button.current?.focus()
  }
  const onTriggerKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last')
  }
  return (
    <div ref={whole} className={className}>
      <button
        ref={button}
        id={`${id}-button`}
        type="button"
        className={triggerLook}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-controls={open ? id : undefined}
        aria-current={current ? 'true' : undefined}
        // A press of Enter or Space is a click without a pointer.
        onClick={(event) => setOpen(open ? null : event.detail === 0 ? 'first' : 'pointer')}
        onKeyDown={onTriggerKey}
      >
        {trigger}
      </button>
      {open && (
        <Items id={id} from={open} place={place} onClose={close}>
          {children}
        </Items>
      )}
    </div>
  )
}

function Items(props: { id: string; from: string; place: string; onClose: () => void; children: ReactNode }) {
  const { id, from, onClose } = props
  const list = useRef<HTMLDivElement>(null)
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
  useEffect(() => {
    const all = list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []
    const first = from === 'pointer' ? list.current : all[from === 'first' ? 0 : all.length - 1]
    first?.focus({ preventScroll: true })
  }, [from])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return onClose()
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    const next = itemFor(event, at, all.map(labelOf))
    if (next !== null) all[next]?.focus()
    else if (event.key === 'Escape') onClose()
    else if (event.key === ' ' && all[at]) all[at].click()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-labelledby={`${id}-button`}
      className={classes(
        'absolute z-40 rounded-panel border border-line bg-surface p-1.5 shadow-xl outline-none',
        props.place,
      )}
      onKeyDown={onKeyDown}
      onClick={({ target }) => target instanceof Element && target.closest('[role="menuitem"]') && onClose()}
    >
      {props.children}
    </div>
  )
}

/** Closes what is open when someone presses elsewhere, or the focus goes elsewhere. */
function useLeaving(whole: { current: HTMLElement | null }, open: boolean, leave: () => void): void {
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  useEffect(() => {
    if (!open) return
    const onElsewhere = ({ target }: Event) => {
      if (target instanceof Node && !whole.current?.contains(target)) latest.current()
    }
    document.addEventListener('pointerdown', onElsewhere)
    document.addEventListener('focusin', onElsewhere)
    return () => {
      document.removeEventListener('pointerdown', onElsewhere)
      document.removeEventListener('focusin', onElsewhere)
    }
  }, [open, whole])
}

const labelOf = (item: HTMLElement) => item.textContent ?? ''

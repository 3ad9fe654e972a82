'use client'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { follow, inFront, type Pending } from './keyboard.ts'
import { singleKeysOn } from './keyboard-single.ts'

type Bindings = Readonly<Record<string, () => void>>

const Context = createContext<Set<() => Bindings> | null>(null)

/** One listener for the single keys of every part of the page. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const [bound] = useState(() => new Set<() => Bindings>())
  useEffect(() => {
    let pending: Pending | null = null
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isForThePage(event)) return
      const bindings: Bindings = Object.assign({}, ...[...bound].map((read) => read()))
      const followed = follow(Object.keys(bindings), pending, event.key, event.timeStamp)
      pending = followed.pending
      if (followed.meant === null) return
      event.preventDefault()
      bindings[followed.meant]?.()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [bound])
  return <Context value={bound}>{children}</Context>
}

/** Single keys and pairs such as `g h`, for as long as the component is shown. */
export function useKeys(bindings: Bindings): void {
  const bound = useContext(Context)
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    const read = () => latest.current
    bound?.add(read)
    return () => {
      bound?.delete(read)
    }
  }, [bound])
}

const writes = 'input, textarea, select, [contenteditable]'

/** Not while someone writes, not behind a dialog, and never together with a modifier. */
function isForThePage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false
  if (!singleKeysOn() || document.querySelector(inFront)) return false
  return !(event.target instanceof Element && event.target.closest(writes))
}

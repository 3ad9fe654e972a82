'use client'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { relativeTime } from '#components/messages/time.ts'

function wholeSecond(): number {
  return Math.floor(Date.now() / 1_000) * 1_000
}

/** One clock for every moment on the page. */
const listeners = new Set<() => void>()
let now = wholeSecond()
let ticking: ReturnType<typeof setInterval> | null = null

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  now = wholeSecond()
  ticking ??= setInterval(() => {
    now = wholeSecond()
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || ticking === null) return
    clearInterval(ticking)
    ticking = null
  }
}

/** When the server drew the page: the clock says so until the page is alive, so that both draw the same. */
export const RenderedAt = createContext<number | null>(null)

/** The wall clock. @param everyMs how often it moves: a list of many rows asks for minutes */
export function useNow({ everyMs = 1_000 } = {}): number {
  const renderedAt = useContext(RenderedAt)
  const floored = (moment: number) => Math.floor(moment / everyMs) * everyMs
  return useSyncExternalStore(
    subscribe,
    () => floored(now),
    () => floored(renderedAt ?? wholeSecond()),
  )
}

/** When something was, as distance; exact, in universal time, in its title. */
export function Moment({ at }: { at: string | Date }) {
  const moment = new Date(at)
  const text = relativeTime(moment.getTime() - useNow())
  return (
    <time
      dateTime={moment.toISOString()}
      title={`${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`}
      suppressHydrationWarning
    >
      {text}
    </time>
  )
}

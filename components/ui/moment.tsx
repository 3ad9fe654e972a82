'use client'
import { useSyncExternalStore } from 'react'
import { relativeTime } from '#components/messages/time.ts'

/** Whole seconds, so that the server's moment and the browser's first one are mostly the same. */
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

/**
 * The wall clock; the moment of rendering while on the server.
 * @param everyMs how often it moves: a list of many rows asks for minutes
 * @param first what it says until the page is alive, where server and browser must draw the same
 */
export function useNow({ everyMs = 1_000, first }: { everyMs?: number; first?: number } = {}): number {
  const floored = (moment: number) => Math.floor(moment / everyMs) * everyMs
  return useSyncExternalStore(
    subscribe,
    () => floored(now),
    () => first ?? floored(wholeSecond()),
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

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let shown = false

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(next: boolean): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Whether this reader wants designs drawn: who opened one diagram finds the next one open. */
export function useDiagramShown(): readonly [boolean, (shown: boolean) => void] {
  const now = useSyncExternalStore(
    subscribe,
    () => shown,
    () => false,
  )
  return [now, show]
}

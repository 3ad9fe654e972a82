'use client'
import { useSyncExternalStore } from 'react'

/** From this width on a list and what it leads to stand beside each other; the same number is in the classes of such pages. */
const besideEachOther = '(min-width: 1100px)'

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(besideEachOther)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether there is room for two panes; not known, so false, on the server. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(besideEachOther).matches,
    () => false,
  )
}

import { type RefObject, useEffect, useRef, useState } from 'react'

/** How far from what is seen something counts as near: about one screen, so that it is drawn before it is reached. */
const margin = '900px 0px'

type Told = (entry: IntersectionObserverEntry) => void

/** One observer watches everything on the page. */
const watchers = new WeakMap<Element, Told>()
let observer: IntersectionObserver | null = null

function watch(element: Element, told: Told): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) watchers.get(entry.target)?.(entry)
    },
    { rootMargin: margin },
  )
  watchers.set(element, told)
  observer.observe(element)
  return () => {
    watchers.delete(element)
    observer?.unobserve(element)
  }
}

export interface Near {
  near: boolean
  /** How high it was when it was last drawn; null before. */
  height: number | null
}

/** Whether an element is on the screen or about to be. @param first what it counts as before anyone has looked */
export function useNear(first: boolean): Near & { ref: RefObject<HTMLDivElement | null> } {
  const ref = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<Near>({ near: first, height: null })
  useEffect(() => {
    if (!ref.current) return
    return watch(ref.current, ({ isIntersecting, boundingClientRect }) =>
      setState((now) => {
        if (now.near === isIntersecting) return now
        return isIntersecting ? { ...now, near: true } : { near: false, height: boundingClientRect.height }
      }),
    )
  }, [])
  return { ref, ...state }
}

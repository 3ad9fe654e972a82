import { type RefObject, useEffect, useRef, useState } from 'react'

interface Follow {
  /** Stands where the newest act is. */
  top: RefObject<HTMLDivElement | null>
  following: boolean
  /** Acts that came while the newest was out of sight. */
  missed: number
  jump: () => void
  stop: () => void
}

/** Keeps the newest act in sight while asked to; a reader who scrolls away is left where they read. */
export function useFollow(count: number): Follow {
  const top = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(false)
  const [sight, setSight] = useState({ inSight: true, seen: count })
  const latest = useRef(count)
  const { inSight } = sight
  useEffect(() => {
    const { current } = top
    if (!current) return
    const observer = new IntersectionObserver(([entry]) =>
      setSight({ inSight: entry?.isIntersecting ?? true, seen: latest.current }),
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    latest.current = count
    if (following && !inSight) top.current?.scrollIntoView({ block: 'center' })
  }, [count, inSight, following])
  useEffect(() => {
    if (!following) return
    const left = () => setFollowing(false)
    window.addEventListener('wheel', left, { passive: true })
    window.addEventListener('touchmove', left, { passive: true })
    return () => {
      window.removeEventListener('wheel', left)
      window.removeEventListener('touchmove', left)
    }
  }, [following])
  return {
    ...{ top, following },
    missed: inSight ? 0 : Math.max(0, count - sight.seen),
    jump: () => {
      setFollowing(true)
      top.current?.scrollIntoView({ block: 'center' })
    },
    stop: () => setFollowing(false),
  }
}

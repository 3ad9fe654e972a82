import { useEffect, useRef, useState } from 'react'
import { type Asking, asking } from '#components/rpc/asking.ts'
import { type Cursor, type Happening, isAfter } from '#server/live/vocabulary.ts'
import { useFollowing } from './following.ts'
import { keptTrue } from './kept-true.ts'
import { sharing } from './sharing.ts'

/** What the server rendered, and where the story stood before it was read. */
export interface Rendered<Data> {
  head: Cursor
  data: Data
}

interface Followed<Data> {
  read(ask: Asking): Promise<Data>
  /** Whether it may be about what is shown; without this, everything is. */
  concerns?(happening: Happening): boolean
  /** How often it is read anew although nothing happens; null is never. */
  lookAgainMs?(data: Data): number | null
}

/** What the server rendered, until something happens: then it is read anew, and so for as long as it is shown. */
export function useFollowed<Data>(rendered: Rendered<Data>, of: Followed<Data>): Data {
  const { follow, last } = useFollowing()
  const [held, setHeld] = useState({ of: rendered, data: rendered.data })
  const data = held.of === rendered ? held.data : rendered.data
  const latest = useRef(of)
  useEffect(() => {
    latest.current = of
  })
  const waitMs = of.lookAgainMs?.(data) ?? null
  useEffect(() => {
    const kept = keptTrue(
      async () => await latest.current.read(await asking()),
      (read) => setHeld((before) => ({ of: rendered, data: sharing(before.data, read) })),
    )
    const stop = follow({
      heard: (happening) => latest.current.concerns?.(happening) === false || kept.soon(),
      readAnew: kept.readAnew,
    })
    // The way back shows a page as it was rendered; what has happened since is read at once.
    if (isAfter(last(), rendered.head)) kept.soon()
    const timer = waitMs === null ? null : setInterval(kept.soon, waitMs)
    return () => {
      stop()
      kept.stop()
      if (timer !== null) clearInterval(timer)
    }
  }, [rendered, follow, last, waitMs])
  return data
}

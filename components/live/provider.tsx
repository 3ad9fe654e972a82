'use client'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { asking } from '#components/rpc/asking.ts'
import { failureOf } from '#components/rpc/failure.ts'
import type { Cursor } from '#server/live/vocabulary.ts'
import { FollowingContext, newFollowers } from './following.ts'
import { type LineState, openLine } from './line.ts'

interface Line {
  state: LineState
  /** When the line came to be so. */
  since: number
  /** What is shown was true then; later it followed nothing. */
  trueAt: number
  /** Reads everything shown anew, over the same way as any act. */
  readAnew(): Promise<void>
}

const Context = createContext<Line>({ state: 'connecting', since: 0, trueAt: 0, readAnew: async () => undefined })

/** Whether what is shown follows what happens. */
export const useLine = () => useContext(Context)

/** While the line is down, what is shown is read anew this often. */
const pollMs = 10_000

/** Tells everyone below who follows what happens, once each and in order. */
export function LiveProvider({ head, children }: { head: Cursor; children: ReactNode }) {
  const [followers] = useState(() => newFollowers(head))
  const { state, since, trueAt, put, readAnew } = useTruth(followers.readAnew)
  useEffect(
    () =>
      openLine(followers.last(), {
        heard: followers.heard,
        state: put,
        missed: async (after) => await (await asking()).live.missed.query({ after }),
        over: async () => {
          const ask = await asking()
          return await ask.live.head.query({}).then(
            () => false,
            (error: unknown) => failureOf(error).code === 'notSignedIn',
          )
        },
      }),
    [followers, put],
  )
  useEffect(() => {
    if (state !== 'reconnecting') return
    const timer = setInterval(() => void readAnew(), pollMs)
    return () => clearInterval(timer)
  }, [state, readAnew])
  const line = useMemo(() => ({ state, since, trueAt, readAnew }), [state, since, trueAt, readAnew])
  return (
    <FollowingContext value={followers}>
      <Context value={line}>{children}</Context>
    </FollowingContext>
  )
}

/** How the line is, and until when what is shown is known to be true. */
function useTruth(read: () => Promise<void>) {
  const lastTrue = useRef(0)
  const [line, setLine] = useState<Omit<Line, 'readAnew'>>({ state: 'connecting', since: 0, trueAt: 0 })
  const [acts] = useState(() => ({
    put(state: LineState) {
      const at = Date.now()
      if (state === 'live' || lastTrue.current === 0) lastTrue.current = at
      setLine((shown) => (shown.state === state ? shown : { state, since: at, trueAt: lastTrue.current }))
    },
    async readAnew() {
      const begun = Date.now()
      try {
        await read()
      } catch {
        // It stays as old as it was, and says so.
        return
      }
      lastTrue.current = begun
      setLine((shown) => ({ ...shown, trueAt: begun }))
    },
  }))
  return { ...line, ...acts }
}

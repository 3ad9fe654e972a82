'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC, useTRPCClient } from '#components/rpc/provider.tsx'
import type { Cursor, Happening } from '#server/live/vocabulary.ts'
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

/** Several happenings within this time refresh a page once. */
const gatherMs = 120

/** Keeps every row that was read true: what happens to a change refreshes what was read of it. */
export function LiveProvider({ head, children }: { head: Cursor; children: ReactNode }) {
  const { state, since, trueAt, put, readAnew } = useTruth()
  const refresh = useRefresh()
  const client = useTRPCClient()
  const from = useRef(head)
  useEffect(
    () =>
      openLine(from.current, {
        heard(happening) {
          from.current = happening.cursor
          refresh(happening)
        },
        state: put,
        missed: (after) => client.live.missed.query({ after }),
        over: () =>
          client.live.head.query({}).then(
            () => false,
            (error: unknown) => failureOf(error).code === 'notSignedIn',
          ),
      }),
    [refresh, client, put],
  )
  useEffect(() => {
    if (state !== 'reconnecting') return
    const timer = setInterval(() => void readAnew(), pollMs)
    return () => clearInterval(timer)
  }, [state, readAnew])
  const line = useMemo(() => ({ state, since, trueAt, readAnew }), [state, since, trueAt, readAnew])
  return <Context value={line}>{children}</Context>
}

/** How the line is, and until when what is shown is known to be true. */
function useTruth() {
  const queries = useQueryClient()
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
        await queries.refetchQueries({ type: 'active' }, { throwOnError: true })
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

function useRefresh(): (happening: Happening) => void {
  const queries = useQueryClient()
  const trpc = useTRPC()
  const [refresh] = useState(() => {
    const touched = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | null = null
    const run = () => {
      timer = null
      const ids = [...touched]
      touched.clear()
      void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, ids) })
    }
    return (happening: Happening) => {
      const { changeId } = happening
      if (changeId) {
        touched.add(changeId)
        const story = trpc.live.ofChange.queryKey({ changeId })
        queries.setQueryData(story, (known) => known && appended(known, happening))
      }
      timer ??= setTimeout(run, gatherMs)
    }
  })
  return refresh
}

function appended(known: readonly Happening[], happening: Happening): Happening[] {
  return known.some(({ cursor }) => cursor === happening.cursor) ? [...known] : [...known, happening]
}

/** Rows of these routers are about everything, so anything may change them. */
const aboutEverything: ReadonlySet<string> = new Set(['halt', 'status'])
const lists: ReadonlySet<string> = new Set(['inbox', 'list', 'search', 'decisions', 'governed'])

function concerns(queryKey: readonly unknown[], changeIds: readonly string[]): boolean {
  const [path, asked] = queryKey as [readonly string[], { input?: unknown } | undefined]
  const [router = '', verb = ''] = path
  if (router === 'live') return false
  if (aboutEverything.has(router) || lists.has(verb)) return true
  const input = JSON.stringify(asked?.input ?? '')
  return router === 'approvals' || changeIds.some((id) => input.includes(id))
}

'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '#components/rpc/provider.tsx'
import type { Cursor, Happening } from '#server/live/vocabulary.ts'
import { type LineState, openLine } from './line.ts'

const State = createContext<LineState>('connecting')

/** Whether what is shown follows what happens. */
export const useLineState = () => useContext(State)

/** Several happenings within this time refresh a page once. */
const gatherMs = 120

/** Keeps every row that was read true: what happens to a change refreshes what was read of it. */
export function LiveProvider({ head, children }: { head: Cursor; children: ReactNode }) {
  const [state, setState] = useState<LineState>('connecting')
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
        state: setState,
        missed: (after) => client.live.missed.query({ after }),
      }),
    [refresh, client],
  )
  return <State value={state}>{children}</State>
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

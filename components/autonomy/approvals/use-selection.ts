'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { addressWord, setAddressWord } from '#components/ui/address-state.ts'
import { neighbour } from '#components/ui/neighbour.ts'
import { useWide } from '#components/ui/wide.ts'
import { requestHref, type ShownView } from './inbox-address.ts'
import type { InboxRows } from './use-inbox.ts'

const name = 'request'
export const rowIdOf = (requestId: string) => `row-${requestId}`

export interface Selection {
  /** The request that is read beside the list; null where there is no room for it, or none. */
  id: string | null
  select: (id: string) => void
  /** To the row after this one, or what takes its place. */
  advance: (from: string) => void
}

/** Which row is read stands in the address. `j` and `k` move it with the focus; `o` opens a page of its own, as Enter does. */
export function useSelection(view: ShownView, list: InboxRows): Selection {
  const wide = useWide()
  const router = useRouter()
  const asked = useSearchParams().get(name)
  const { ids, near } = list
  const place = useLastPlace(ids, asked)
  const select = (id: string) => {
    setAddressWord(name, id)
    near(id)
    // What is read beside the list begins at its top.
    window.scrollTo({ top: 0 })
  }
  const go = (id: string | null) => {
    if (id === null) return
    if (wide) select(id)
    else near(id)
    focusRow(id, wide)
  }
  const current = () => focusedRow() ?? (wide ? addressWord(name) : null)
  useKeys({
    j: () => go(neighbour(ids, current(), 1, place())),
    k: () => go(neighbour(ids, current(), -1, place())),
    o: () => {
      const id = current()
      if (id !== null) router.push(requestHref(id, view))
    },
  })
  // On the way in the first row is the one that is read; from then on it only changes when its reader moves.
  const first = ids[0] ?? null
  useEffect(() => {
    if (wide && first !== null && asked === null && addressWord(name) === null) setAddressWord(name, first)
  }, [wide, first, asked])
  return {
    id: wide ? asked : null,
    select,
    advance(from) {
      const next = neighbour(ids, from, 1)
      go(next === from ? neighbour(ids, from, -1) : next)
    },
  }
}

/** Where the row stands, or stood before it left the list. */
function useLastPlace(ids: readonly string[], id: string | null): () => number {
  const last = useRef(0)
  useEffect(() => {
    const at = id === null ? -1 : ids.indexOf(id)
    if (at >= 0) last.current = at
  }, [ids, id])
  return () => last.current
}

/** Beside the request the list scrolls by itself, so that the page does not move under its reader. */
function focusRow(id: string, wide: boolean): void {
  const row = document.getElementById(rowIdOf(id))
  row?.focus({ preventScroll: wide })
  const list = row?.closest('section')
  if (!wide || !row || !list) return
  const [at, within] = [row.getBoundingClientRect(), list.getBoundingClientRect()]
  const middle = (box: DOMRect) => (box.top + box.bottom) / 2
  if (at.top - at.height / 2 < within.top || at.bottom > within.bottom) list.scrollTop += middle(at) - middle(within)
}

function focusedRow(): string | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  return row?.dataset.row ?? null
}

'use client'
import { type RefObject, useRef } from 'react'
import { useKeys } from '#components/shell/keyboard-provider.tsx'

/**
 * `j` and `k` move the focus over the rows below, so that Enter opens one as it opens any link; `o` does the same.
 * @param acts further keys, each given the id of the row that has the focus
 */
export function useRowKeys(
  acts: Readonly<Record<string, (id: string) => void>> = {},
): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const focused = () => rows().findIndex((row) => row === document.activeElement)
  const further = Object.entries(acts).map(([key, act]) => {
    const run = () => {
      const id = rows()[focused()]?.dataset.row
      if (id) act(id)
    }
    return [key, run] as const
  })
  useKeys({
    j: () => rows()[Math.min(focused() + 1, rows().length - 1)]?.focus(),
    k: () => rows()[Math.max(focused() - 1, 0)]?.focus(),
    o: () => rows()[focused()]?.click(),
    ...Object.fromEntries(further),
  })
  return list
}

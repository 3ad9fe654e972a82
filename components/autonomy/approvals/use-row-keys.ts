import { type RefObject, useRef } from 'react'
import { useKeys } from '#components/shell/keyboard-provider.tsx'

/** `j` and `k` move the focus over the rows below, so that Enter opens one as it opens any link; `o` does the same. */
export function useRowKeys(): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const focused = () => rows().findIndex((row) => row === document.activeElement)
  useKeys({
    j: () => rows()[Math.min(focused() + 1, rows().length - 1)]?.focus(),
    k: () => rows()[Math.max(focused() - 1, 0)]?.focus(),
    o: () => rows()[focused()]?.click(),
  })
  return list
}

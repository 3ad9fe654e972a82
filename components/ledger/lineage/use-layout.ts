import { useEffect, useState } from 'react'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { type Direction, layOut } from './layout.ts'
import { drawingOf } from './sources.ts'

export type Places = ReadonlyMap<string, { x: number; y: number }>

/** Places of a lineage's entries; null while they are worked out, `failed` when that did not work. */
export function useLayout(lineage: LineageView, direction: Direction): Places | null | 'failed' {
  const [places, setPlaces] = useState<Places | null | 'failed'>(null)
  useEffect(() => {
    let left = false
    const { entries, arrows } = drawingOf(lineage)
    const told = (next: Places | 'failed') => {
      if (!left) setPlaces(next)
    }
    layOut(
      entries.map(({ entryId }) => entryId),
      arrows,
      direction,
    ).then(told, () => told('failed'))
    return () => {
      left = true
    }
  }, [lineage, direction])
  return places
}

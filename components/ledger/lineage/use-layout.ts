import { useEffect, useState } from 'react'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { layOut } from './layout.ts'
import { drawingOf } from './sources.ts'

export type Places = ReadonlyMap<string, { x: number; y: number }>

/** Places of a lineage's entries; null while they are worked out, `failed` when that did not work. */
export function useLayout(lineage: LineageView): Places | null | 'failed' {
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
    ).then(told, () => told('failed'))
    return () => {
      left = true
    }
  }, [lineage])
  return places
}

import type { AttemptBatch } from '#server/ports/delivery.ts'
import { edgeLimits } from '../vocabulary.ts'

/** One service's slices, numbered. Numbers begin at the present time in ms, so they also grow across restarts of the edge. */
export interface AttemptLog {
  append(batches: readonly AttemptBatch[]): void
  since(cursor: number): { cursor: number; batches: readonly AttemptBatch[] }
}

export function attemptLog(firstNumber: number): AttemptLog {
  let kept: AttemptBatch[] = []
  let oldest = firstNumber
  return {
    append(batches) {
      kept.push(...batches)
      const surplus = kept.length - edgeLimits.slicesKept
      // Dropped in large steps: shifting one at a time would copy the whole list for each slice.
      if (surplus < edgeLimits.slicesKept / 10) return
      kept = kept.slice(surplus)
      oldest += surplus
    },
    since(cursor) {
      const batches = kept.slice(Math.max(0, cursor - oldest))
      return { cursor: oldest + kept.length, batches }
    },
  }
}

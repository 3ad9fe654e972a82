import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { sourcesOf } from './sources.ts'

export interface Arrow {
  id: string
  from: string
  to: string
}

/** Where a leads to b and b to c, an arrow from a to c would only hide the way. */
export function directArrows(lineage: LineageView): Arrow[] {
  const sources = sourcesOf(lineage)
  const placeOf = new Map(lineage.entries.map(({ entryId }, place) => [entryId, place] as const))
  /** Everything an entry came out of, however far back: a bit for each place. */
  const before = new Map<string, Uint32Array>()
  return lineage.entries.flatMap(({ entryId: to }) => {
    const from = (sources.get(to) ?? []).map(({ entryId }) => entryId)
    const further = union(
      from.map((id) => before.get(id)),
      lineage.entries.length,
    )
    const places = from.map((id) => ({ id, place: placeOf.get(id) ?? 0 }))
    const direct = places.filter(({ place }) => !isSet(further, place)).map(({ id }) => id)
    for (const { place } of places) set(further, place)
    before.set(to, further)
    return direct.map((id) => ({ id: `${id} ${to}`, from: id, to }))
  })
}

function union(all: readonly (Uint32Array | undefined)[], size: number): Uint32Array {
  const whole = new Uint32Array(Math.ceil(size / 32))
  for (const one of all) one?.forEach((word, at) => (whole[at] = (whole[at] ?? 0) | word))
  return whole
}

const isSet = (bits: Uint32Array, place: number) => ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0
const set = (bits: Uint32Array, place: number) => (bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31)))

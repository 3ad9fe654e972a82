import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'

/** Most entries a drawing can hold and still be read; the table has no limit. */
export const drawnEntries = 300

/** For each entry the earlier ones it came out of, each once, in the order they were written. */
export function sourcesOf({ entries, links }: LineageView): Map<string, LineageEntry[]> {
  const wanted = new Map<string, Set<string>>()
  for (const { from, to } of links) wanted.set(to, (wanted.get(to) ?? new Set()).add(from))
  return new Map(
    [...wanted].map(([to, from]) => [to, entries.filter(({ entryId }) => entryId !== to && from.has(entryId))]),
  )
}

export interface Arrow {
  id: string
  from: string
  to: string
}

/** What is drawn: the newest entries, as many as fit, and of the arrows those that no others imply. */
export function drawingOf(lineage: LineageView, limit = drawnEntries): { entries: LineageEntry[]; arrows: Arrow[] } {
  const entries = lineage.entries.slice(-limit)
  const drawn = new Set(entries.map(({ entryId }) => entryId))
  const arrows = directArrows(lineage).filter(({ from, to }) => drawn.has(from) && drawn.has(to))
  return { entries, arrows }
}

/** Where a leads to b and b to c, an arrow from a to c would only hide the way. */
function directArrows(lineage: LineageView): Arrow[] {
  const sources = sourcesOf(lineage)
  const before = new Map<string, Set<string>>()
  return lineage.entries.flatMap(({ entryId: to }) => {
    const from = (sources.get(to) ?? []).map(({ entryId }) => entryId)
    const further = new Set(from.flatMap((id) => [...(before.get(id) ?? [])]))
    before.set(to, new Set([...from, ...further]))
    return from.filter((id) => !further.has(id)).map((id) => ({ id: `${id} ${to}`, from: id, to }))
  })
}

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

/** What is drawn: the newest entries, as many as fit, and one arrow for all that joins two of them. */
export function drawingOf(lineage: LineageView, limit = drawnEntries): { entries: LineageEntry[]; arrows: Arrow[] } {
  const entries = lineage.entries.slice(-limit)
  const drawn = new Set(entries.map(({ entryId }) => entryId))
  const arrows = [...sourcesOf(lineage)].flatMap(([to, sources]) =>
    sources.map(({ entryId: from }) => ({ id: `${from} ${to}`, from, to })),
  )
  return { entries, arrows: arrows.filter(({ from, to }) => drawn.has(from) && drawn.has(to)) }
}

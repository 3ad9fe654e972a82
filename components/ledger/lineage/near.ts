import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { directArrows } from './arrows.ts'

/** Where a drawing begins: the entry asked for, else the newest evidence, as all before it leads there; else the newest. */
export function focusOf(entries: readonly LineageEntry[], asked: string | null): LineageEntry | undefined {
  return (
    entries.find(({ entryId }) => entryId === asked) ??
    entries.findLast(({ kind }) => kind === 'evidence') ??
    entries.at(-1)
  )
}

/** The entries at most so many arrows away from one of them, either way; and those with a broken seal, wherever they are. */
export function near(lineage: LineageView, focusId: string, steps: number): LineageView {
  const beside = new Map<string, string[]>()
  const join = (one: string, other: string) => beside.set(one, [...(beside.get(one) ?? []), other])
  for (const { from, to } of directArrows(lineage)) {
    join(from, to)
    join(to, from)
  }
  const reached = new Set([focusId])
  for (let step = 0, edge = [focusId]; step < steps && edge.length > 0; step++) {
    edge = edge.flatMap((id) => beside.get(id) ?? []).filter((id) => !reached.has(id))
    for (const id of edge) reached.add(id)
  }
  const entries = lineage.entries.filter(({ entryId, seal }) => reached.has(entryId) || seal === 'broken')
  const kept = new Set(entries.map(({ entryId }) => entryId))
  return { ...lineage, entries, links: lineage.links.filter(({ from, to }) => kept.has(from) && kept.has(to)) }
}

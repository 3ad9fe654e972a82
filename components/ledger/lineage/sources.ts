import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'

/** For each entry the earlier ones it came out of, each once, in the order they were written. */
export function sourcesOf({ entries, links }: LineageView): Map<string, LineageEntry[]> {
  const wanted = new Map<string, Set<string>>()
  for (const { from, to } of links) wanted.set(to, (wanted.get(to) ?? new Set()).add(from))
  const placeOf = new Map(entries.map(({ entryId }, place) => [entryId, place] as const))
  const inOrder = (to: string, from: ReadonlySet<string>) =>
    [...from]
      .filter((id) => id !== to)
      .flatMap((id) => placeOf.get(id) ?? [])
      .toSorted((one, other) => one - other)
      .flatMap((place) => entries[place] ?? [])
  return new Map([...wanted].map(([to, from]) => [to, inOrder(to, from)]))
}

/** The entries of a kind with those they are joined to, so that one still sees what they hang on; null is everything. */
export function narrowed(lineage: LineageView, kind: string | null): LineageView {
  if (kind === null) return lineage
  const of = new Set(lineage.entries.filter((entry) => entry.kind === kind).map(({ entryId }) => entryId))
  const joined = lineage.links.filter(({ from, to }) => of.has(from) || of.has(to))
  const kept = new Set([...of, ...joined.flatMap(({ from, to }) => [from, to])])
  return { ...lineage, entries: lineage.entries.filter(({ entryId }) => kept.has(entryId)), links: joined }
}

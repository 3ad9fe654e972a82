import type { LineageEntry, LineageView, Seal } from '#server/loop/ledger/browse/vocabulary.ts'
import { sourcesOf } from './sources.ts'

/** All entries of one kind as one stop on the way, and the kinds they came out of directly. */
export interface Station {
  kind: LineageEntry['kind']
  entries: readonly LineageEntry[]
  from: readonly LineageEntry['kind'][]
  /** The worst there is among them. */
  seal: Seal
}

const worstFirst = ['broken', 'waiting', 'sealed'] as const

/** A lineage at depth one: a station for each kind, in the order in which the kinds first appeared. */
export function stationsOf(lineage: LineageView): Station[] {
  const sources = sourcesOf(lineage)
  return [...Map.groupBy(lineage.entries, ({ kind }) => kind)].map(([kind, entries]) => {
    const from = entries.flatMap(({ entryId }) => (sources.get(entryId) ?? []).map((source) => source.kind))
    const seal = worstFirst.find((each) => entries.some((entry) => entry.seal === each)) ?? 'sealed'
    return { kind, entries, seal, from: [...new Set(from)].filter((each) => each !== kind) }
  })
}

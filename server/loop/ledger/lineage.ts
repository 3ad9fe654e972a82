import type { NamedDigest } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import { type EntryView, entriesOfChange } from './read.ts'
import type { Predicate } from './schemas.ts'
import { predicateTypes } from './vocabulary.ts'

/** One entry came out of another: something the later one used is something the earlier one speaks of. */
export interface LineageLink {
  from: string
  to: string
  /** The digest that joins them. */
  through: { name: string; sha256: string }
}

export interface Lineage {
  changeId: string
  entries: readonly EntryView[]
  links: readonly LineageLink[]
}

/** The entries of a change with the links between them, which follow from digests alone: what one names is another's. */
export async function lineageOf(from: LedgerReader, changeId: string): Promise<Lineage> {
  const entries = await entriesOfChange(from, changeId)
  return { changeId, entries, links: linksBetween(entries) }
}

/** Each digest that an entry names is joined to the latest earlier entry that has it, as a subject or as its own. */
export function linksBetween(entries: readonly EntryView[]): LineageLink[] {
  const maker = new Map<string, string>()
  const links: LineageLink[] = []
  for (const entry of entries) {
    const { entryId, subjects, leafSha256 } = entry
    for (const through of namedBy(entry)) {
      const from = maker.get(through.sha256)
      if (from !== undefined) links.push({ from, to: entryId, through })
    }
    for (const { sha256 } of subjects) maker.set(sha256, entryId)
    maker.set(leafSha256, entryId)
  }
  return links
}

/** What it was made from; evidence also lists the very entries it covers. */
function namedBy({ header, predicateType, predicate }: EntryView): readonly NamedDigest[] {
  if (predicateType !== predicateTypes.evidence) return header.materials
  const { manifest } = predicate as Partial<Predicate<'evidence'>>
  return [
    ...header.materials,
    ...(manifest?.entries ?? []).map(({ kind, leafSha256 }) => ({ name: kind, sha256: leafSha256 })),
  ]
}

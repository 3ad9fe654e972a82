import type { LedgerReader } from './ports.ts'
import { type EntryView, entriesOfChange } from './read.ts'

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

/** The entries of a change with the links between them, which follow from digests alone: material → subject. */
export async function lineageOf(from: LedgerReader, changeId: string): Promise<Lineage> {
  const entries = await entriesOfChange(from, changeId)
  return { changeId, entries, links: linksBetween(entries) }
}

/** Each material is joined to the latest earlier entry that has it as a subject. */
export function linksBetween(entries: readonly EntryView[]): LineageLink[] {
  const maker = new Map<string, string>()
  const links: LineageLink[] = []
  for (const { entryId, header, subjects } of entries) {
    for (const through of header.materials) {
      const from = maker.get(through.sha256)
      if (from !== undefined) links.push({ from, to: entryId, through })
    }
    for (const { sha256 } of subjects) maker.set(sha256, entryId)
  }
  return links
}

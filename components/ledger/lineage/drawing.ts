import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { type Arrow, directArrows } from './arrows.ts'

/** Most boxes a drawing can hold and still be read; the table has no limit. */
export const drawnBoxes = 300

/** Of entries alike, so many stand side by side before the rest folds into one box; it opens as many at a time. */
export const shownAlike = 25

/** Stands for entries of one kind with the same sources and the same uses. */
export interface Fold {
  id: string
  kind: LineageEntry['kind']
  hidden: number
}

export interface Drawing {
  entries: readonly LineageEntry[]
  folds: readonly Fold[]
  arrows: readonly Arrow[]
}

/** How many more of a fold were asked for, by its id. */
export type Opened = ReadonlyMap<string, number>

/**
 * What is drawn: as many entries as fit, the newest first and none with a broken seal left out for others; the rest of
 * what is alike folded; and of the arrows those that no others imply.
 */
export function drawingOf(lineage: LineageView, opened: Opened = new Map(), limit = drawnBoxes): Drawing {
  const arrows = directArrows(lineage)
  const groups = alike(lineage.entries, arrows)
  const folds = groups.flatMap((group) => foldOf(group, opened) ?? [])
  const folded = new Set(folds.flatMap(({ members }) => members))
  const entries = fitting(
    lineage.entries.filter(({ entryId }) => !folded.has(entryId)),
    limit - folds.length,
  )
  const drawn = new Set([...entries.map(({ entryId }) => entryId), ...folds.map(({ id }) => id)])
  const stands = new Map(folds.flatMap(({ id, members }) => members.map((member) => [member, id] as const)))
  return {
    entries,
    folds: folds.map(({ members, ...fold }) => ({ ...fold, hidden: members.length })),
    arrows: between(arrows, stands).filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
  }
}

/** Entries that would look the same but for their number. A broken seal is like no other. */
function alike(entries: readonly LineageEntry[], arrows: readonly Arrow[]): LineageEntry[][] {
  const joined = new Map<string, string>()
  const join = (id: string, word: string) => joined.set(id, `${joined.get(id) ?? ''} ${word}`)
  for (const { from, to } of arrows) {
    join(from, `>${to}`)
    join(to, `<${from}`)
  }
  const groups = new Map<string, LineageEntry[]>()
  for (const entry of entries) {
    if (entry.seal === 'broken') continue
    const look = `${entry.kind}${joined.get(entry.entryId) ?? ''}`
    groups.set(look, [...(groups.get(look) ?? []), entry])
  }
  return [...groups.values()]
}

function foldOf(group: readonly LineageEntry[], opened: Opened) {
  const [first] = group
  if (!first) return null
  const id = `more ${first.entryId}`
  const members = group.slice(0, -(shownAlike + (opened.get(id) ?? 0))).map(({ entryId }) => entryId)
  // A box that stands for one entry saves nothing.
  return members.length > 1 ? { id, kind: first.kind, members } : null
}

function fitting(entries: readonly LineageEntry[], limit: number): LineageEntry[] {
  const broken = entries.filter(({ seal }) => seal === 'broken')
  const newest = entries.filter(({ seal }) => seal !== 'broken').toReversed()
  const kept = new Set([...broken, ...newest].slice(0, limit))
  return entries.filter((entry) => kept.has(entry))
}

/** What a fold stands for is drawn as the fold, each way once. */
function between(arrows: readonly Arrow[], stands: ReadonlyMap<string, string>): Arrow[] {
  const ways = arrows.map(({ from, to }) => [stands.get(from) ?? from, stands.get(to) ?? to] as const)
  return [...new Map(ways.map(([from, to]) => [`${from} ${to}`, { id: `${from} ${to}`, from, to }])).values()]
}

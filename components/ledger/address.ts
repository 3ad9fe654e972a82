/** What a page of the ledger is asked for, as its address says it: the address is all the state there is. */
export type Asked = Readonly<Record<string, string | string[] | undefined>>

export interface ListAddress {
  kind: string | null
  before: number | null
}

export function wordOf(asked: Asked, name: string): string | null {
  const value = asked[name]
  const word = (Array.isArray(value) ? value[0] : value)?.trim()
  return word ? word : null
}

/** A position that cannot be read is the top. */
export function listAddress(asked: Asked): ListAddress {
  const before = Number(wordOf(asked, 'before') ?? Number.NaN)
  return { kind: wordOf(asked, 'kind'), before: Number.isSafeInteger(before) && before >= 0 ? before : null }
}

export function listHref({ kind, before }: ListAddress): string {
  const query = new URLSearchParams()
  if (kind) query.set('kind', kind)
  if (before !== null) query.set('before', String(before))
  const text = query.toString()
  return text ? `/ledger?${text}` : '/ledger'
}

export const lineageViews = ['graph', 'table', 'timeline'] as const
export type LineageViewName = (typeof lineageViews)[number]

export interface LineageAddress {
  view: LineageViewName
  /** Null for all kinds. */
  kind: string | null
  /** Steps along the arrows that the graph goes from where it begins. */
  depth: LineageDepth
  /** The entry the graph begins at; null where it may choose. */
  focus: string | null
  /** A moment of real time; null for now. */
  asOf: string | null
}

export const lineageDepths = ['1', '2', '3', 'all'] as const
export type LineageDepth = (typeof lineageDepths)[number]

/** Another depth is two steps. */
export function lineageAddress(asked: Asked): LineageAddress {
  const steps = wordOf(asked, 'depth')
  const depth = lineageDepths.find((each) => each === steps) ?? '2'
  return {
    view: lineageView(asked),
    kind: wordOf(asked, 'kind'),
    depth,
    focus: wordOf(asked, 'focus'),
    asOf: momentOf(asked),
  }
}

/** Another word is the graph. */
export function lineageView(asked: Asked): LineageViewName {
  const word = wordOf(asked, 'view')
  return lineageViews.find((view) => view === word) ?? 'graph'
}

/** The moment an address asks for, as the browser's own field writes it or whole; another word is now. */
export function momentOf(asked: Asked): string | null {
  const word = wordOf(asked, 'asOf')
  if (!word || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(word)) return null
  const moment = new Date(word.endsWith('Z') ? word : `${word}Z`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

import { cursorParts, type Happening } from '#server/live/vocabulary.ts'

/** What happened in one transaction: one act, and the ledger entries it made. */
export interface ActOfStory {
  cursor: string
  event: string
  actor: string
  at: string
  detail: Happening['detail']
  /** The state of the change after it. */
  state: string | null
  /** Kinds of its ledger entries with how many of each, in order. */
  entries: readonly (readonly [kind: string, count: number])[]
  /** The first of those entries. */
  entryId: string | null
  /** It only claimed the work: what came of it is a later act. */
  began: boolean
}

/** The story of a change, act by act. */
export function actsOf(story: readonly Happening[]): ActOfStory[] {
  const byAct = Map.groupBy(story, ({ cursor }) => cursorParts(cursor)[0])
  return [...byAct.values()].flatMap((happenings) => {
    const [first] = happenings
    if (!first) return []
    const { cursor, event, actor, at, detail, entryId } = first
    const entries = [...Map.groupBy(happenings, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length] as const)
    const began = entries.length === 1 && entries[0]?.[0] === 'change'
    return [{ cursor, event, actor, at, detail, entryId, entries, began, state: happenings.at(-1)?.state ?? null }]
  })
}

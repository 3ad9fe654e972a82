import * as z from 'zod/mini'
import { Count, EntryId, Label, Moment, Sha256 } from '../predicates/parts.ts'
import { deepest, nodesAtMost, pageAtMost } from './numbers.ts'
import { directions } from './vocabulary.ts'

/** Up to which entry an answer looks: a moment of real time, or a number of entries. Null is now. */
export const AsOf = z._default(z.nullable(z.union([Moment, Count])), null)

/** A digest, or an entry by its id: then its own digest and what it speaks of. */
export const Start = z.union([z.object({ sha256: Sha256 }), z.object({ entryId: EntryId })])

const Kinds = z._default(z.nullable(z.array(Label).check(z.maxLength(50))), null)

export const Walk = z.object({
  of: Start,
  direction: z.enum(directions),
  /** Follow only what entries of these kinds say. */
  kinds: Kinds,
  depth: z._default(z.int().check(z.minimum(1), z.maximum(deepest)), 2),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(nodesAtMost)), nodesAtMost),
  asOf: AsOf,
})

export const AskImpact = z.object({
  of: Start,
  limit: z._default(z.int().check(z.minimum(0), z.maximum(pageAtMost)), 50),
  asOf: AsOf,
})

export const AskPath = z.object({ from: Start, to: Start, asOf: AsOf })

export const Search = z.object({
  kind: z._default(z.nullable(Label), null),
  changeId: z._default(z.nullable(Label), null),
  runId: z._default(z.nullable(Label), null),
  actor: z._default(z.nullable(Label), null),
  /** Entries that name it, or are it. */
  sha256: z._default(z.nullable(Sha256), null),
  /** By business time, as entries show it: from `since` on, and earlier than `until`. */
  since: z._default(z.nullable(Moment), null),
  until: z._default(z.nullable(Moment), null),
  /** Older than the entry at this place. */
  before: z._default(z.nullable(Count), null),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(pageAtMost)), 50),
  asOf: AsOf,
})

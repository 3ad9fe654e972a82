import * as z from 'zod/mini'
import { Count, Label, Moment } from '../predicates/parts.ts'

export const ListEntries = z.object({
  /** One of the kinds; another word matches nothing. */
  kind: z._default(z.nullable(Label), null),
  before: z._default(z.nullable(Count), null),
})

export const EveryEntry = z.pick(ListEntries, { kind: true })

export const FindEntries = z.object({ q: z.string().check(z.maxLength(300)) })

export const ReadEntry = z.object({ entryId: z.string() })

export const OfChange = z.object({ changeId: z.string() })

export const LineageOf = z.object({
  changeId: z.string(),
  /** Only what was in the tree by this moment of real time; null is now. */
  asOf: z._default(z.nullable(Moment), null),
})

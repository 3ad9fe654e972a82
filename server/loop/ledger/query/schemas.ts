import * as z from 'zod/mini'
import { Count, EntryId } from '../predicates/parts.ts'

export const EntryIds = z.object({ ids: z.array(z.string()).check(z.maxLength(500)) })
export const OneEntry = z.object({ entryId: EntryId })
export const Heads = z.object({
  /** Older than this head; the newest without it. */
  before: z._default(z.nullable(z.object({ shard: z.string(), size: Count })), null),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(201)), 50),
})

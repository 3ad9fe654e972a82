import * as z from 'zod/mini'
import { newestShown } from './vocabulary.ts'

export const ListChanges = z.object({
  service: z._default(z.nullable(z.string()), null),
  /** Only those this person asked for. */
  mine: z._default(z.boolean(), false),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), newestShown),
})

export const ReadChange = z.object({ changeId: z.string() })

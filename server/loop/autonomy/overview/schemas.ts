import * as z from 'zod/mini'

export const ListChanges = z.object({
  service: z._default(z.nullable(z.string()), null),
  /** Only those this person asked for. */
  mine: z._default(z.boolean(), false),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
})

export const EveryChange = z.omit(ListChanges, { limit: true })

export const ReadChange = z.object({ changeId: z.string() })

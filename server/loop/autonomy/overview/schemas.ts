import * as z from 'zod/mini'
import { newestShown } from './vocabulary.ts'

export const ListChanges = z.object({
  service: z._default(z.nullable(z.string()), null),
  /** Only those this person asked for. */
  mine: z._default(z.boolean(), false),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), newestShown),
})

const asked = () => z._default(z.nullable(z.string()), null)

/** What is not asked for is null; what nobody has matches nothing. */
export const SearchChanges = z.object({
  /** Every word must occur in the title, begin the id, or be the service. */
  q: asked(),
  tier: asked(),
  service: asked(),
  standing: asked(),
  /** `mine` for those this person asked for. */
  by: asked(),
  /** The last change of the newer page. */
  before: asked(),
})
export type SearchChanges = z.infer<typeof SearchChanges>

/** The same without pages. */
export const EveryFound = z.omit(SearchChanges, { before: true })

export const ReadChange = z.object({ changeId: z.string() })

import * as z from 'zod/mini'

const Reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000))

export const OpenIncident = z.object({ changeId: z.string(), rolloutId: z.string(), reason: Reason })
export const CloseIncident = z.object({ incidentId: z.string(), reason: Reason })

const asked = () => z._default(z.nullable(z.string()), null)

/** What is not asked for is null; what nobody has matches nothing. */
export const ListIncidents = z.object({
  state: asked(),
  changeId: asked(),
  rolloutId: asked(),
  /** Those that concern this ledger entry. */
  entryId: z._default(z.nullable(z.uuid()), null),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 100),
})
export type ListIncidents = z.infer<typeof ListIncidents>

export const ReadIncident = z.object({ incidentId: z.string() })

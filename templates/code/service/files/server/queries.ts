import { z } from 'zod'

/** What may stand in an address: every value arrives as text, so each kind says how to read it. */
export const inQuery = {
  text: z.string().max(1000),
  integer: z
    .string()
    .regex(/^-?\d{1,15}$/, 'must be a whole number')
    .transform(Number),
  decimal: z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,15})?$/, 'must be a number')
    .transform(Number),
  boolean: z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true'),
  date: z.iso.date('must be a date such as 2026-01-31'),
  timestamp: z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-01-31T12:00:00Z' }),
  uuid: z.uuid('must be a UUID'),
} as const

/** A list's address: `limit`, `cursor` and these filters. Anything else is refused, so that a typing error is not an empty answer. */
export function listQuery<Filters extends z.ZodRawShape>(filters: Filters) {
  return z.strictObject({
    limit: inQuery.integer.pipe(z.int().min(1, 'must be at least 1')).optional(),
    cursor: z.string().max(4000).optional(),
    ...filters,
  })
}

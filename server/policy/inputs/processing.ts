import * as z from 'zod/mini'
import { head } from './head.ts'

/** Facts about one use of one person's data: by us, or by a model we would send text to. */

const nonEmpty = z.string().check(z.minLength(1))

/** ADR-001 "Consent Envelopes", with times as milliseconds and the revocation the ADR's triggers need. */
export const ConsentFacts = z.strictObject({
  id: nonEmpty,
  person: nonEmpty,
  kind: nonEmpty,
  grantedAtMs: z.int(),
  expiresAtMs: z.int(),
  /** Revoked counts from `revokedAtMs`, or at once when that is unknown. */
  revoked: z.boolean(),
  revokedAtMs: z.nullable(z.int()),
  dataCategories: z.array(nonEmpty),
  processingPurposes: z.array(nonEmpty),
  crossBorderTransfer: z.boolean(),
  retentionPeriodDays: z.int(),
})
export type ConsentFacts = z.infer<typeof ConsentFacts>

export const ProcessingFacts = z.strictObject({
  ...head,
  stage: z.literal('processing'),
  /** `id` is the person's pseudonym. */
  subject: z.strictObject({ id: nonEmpty }),
  operation: z.strictObject({
    purpose: nonEmpty,
    categories: z.array(nonEmpty).check(z.minLength(1)),
    /** Where the data would be processed, such as `TT` or `US`; null when unknown. */
    region: z.nullable(nonEmpty),
    /** How old the oldest record is. */
    ageDays: z.nullable(z.int()),
  }),
  consents: z.nullable(z.array(ConsentFacts)),
})
export type ProcessingFacts = z.infer<typeof ProcessingFacts>

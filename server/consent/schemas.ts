import * as z from 'zod/mini'

/** Consent of one person, as ADR-001 writes it and as it must be recorded to be proved. Browser-safe. */

const Moment = z.iso.datetime({ offset: true })
const Name = z.string().check(z.minLength(1), z.maxLength(120))
/** ISO 3166 alpha-2. */
const Country = z.string().check(z.regex(/^[A-Z]{2}$/))

/** ADR-001 "Consent Envelopes", exactly its names; files under `policies/consent-envelopes` are this. */
export const ConsentEnvelope = z.strictObject({
  user_id: z.uuid(),
  consent_type: z.enum(['analytics', 'marketing', 'personalization']),
  granted_at: Moment,
  expires_at: Moment,
  revocable: z.boolean(),
  data_categories: z.array(Name).check(z.minLength(1)),
  processing_purposes: z.array(Name).check(z.minLength(1)),
  cross_border_transfer: z.boolean(),
  retention_period_days: z.int().check(z.positive()),
})
export type ConsentEnvelope = z.infer<typeof ConsentEnvelope>

/** GDPR 6(1): consent is one basis of six. */
export const lawfulBases = [
  'consent',
  'contract',
  'legalObligation',
  'vitalInterests',
  'publicTask',
  'legitimateInterests',
] as const

/** What happened to a consent, in order; nothing is taken out. */
export const ConsentEvent = z.strictObject({
  event: z.enum(['granted', 'changed', 'revoked', 'expired']),
  at: Moment,
  method: z.enum(['page', 'command', 'paper', 'api']),
})

/**
 * The envelope with what ISO/IEC TS 27560:2023 asks of a consent record and the ADR leaves out: who is responsible, on what
 * basis, after which notice, where the data go, and what happened since.
 */
export const ConsentRecord = z.strictObject({
  schema_version: z.literal(1),
  record_id: Name,
  controller: Name,
  lawful_basis: z.enum(lawfulBases),
  notice: z.strictObject({ version: Name, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  /** Whose law applies. */
  jurisdiction: Country,
  /** Who receives the data, and where. */
  recipients: z.array(z.strictObject({ name: Name, country: Country })),
  storage_location: Country,
  revoked_at: z.nullable(Moment),
  revocation_method: z.nullable(z.enum(['page', 'command', 'paper', 'api'])),
  history: z.array(ConsentEvent).check(z.minLength(1)),
  /** Key id and signature of the one who recorded it; null when unsigned. */
  signature: z.nullable(z.strictObject({ keyid: Name, sig: z.string() })),
  envelope: ConsentEnvelope,
})
export type ConsentRecord = z.infer<typeof ConsentRecord>

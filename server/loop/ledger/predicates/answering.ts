import * as z from 'zod/mini'
import { Measure } from './delivering.ts'
import { ContentDigest, EntryId, Label, Moment, NamedDigest, Service, Sha256 } from './parts.ts'

/** What was done about a version that went wrong, and what keeps it from coming back. */

/**
 * Joins what went wrong to what it came from, by the digests of their entries; those are its materials too, so that the
 * lineage leads here from each of them. Words of people are salted digests.
 */
export const Incident = z.strictObject({
  event: z.enum(['opened', 'closed']),
  incidentId: Label,
  service: Service,
  rolloutId: Label,
  artifactDigest: ContentDigest,
  /** False when a person opened it. */
  automatic: z.boolean(),
  cause: Label,
  measure: z.nullable(Measure),
  measured: z.nullable(z.number()),
  limit: z.nullable(z.number()),
  detectedAt: z.nullable(Moment),
  decidedAt: z.nullable(Moment),
  restoredAt: z.nullable(Moment),
  /** Deployments, rollbacks, model calls and verdicts that it concerns. */
  entries: z.array(z.strictObject({ entryId: EntryId, kind: Label, leafSha256: Sha256 })).check(z.maxLength(100)),
  prompts: z.array(NamedDigest).check(z.maxLength(20)),
  reasonGiven: z.boolean(),
})

/** ADR-001 "Reseal Artifacts with Cause": what a version that was taken back must have before it may be tried again. */
export const Reseal = z.strictObject({
  service: Service,
  artifactDigest: ContentDigest,
  /** Such as `ROLLBACK - errors`. */
  label: Label,
  cause: Label,
  rollbackEntry: EntryId,
  incidentId: z.nullable(Label),
  /** The policy in force since; null when it is the one it failed under. */
  bundleSha256: z.nullable(Sha256),
  approvals: z.array(EntryId),
  validationHours: z.number().check(z.nonnegative()),
})

/** ADR-001 "council seal": a renewable yes to one artifact or rule, which runs out. */
export const Seal = z.strictObject({
  event: z.enum(['given', 'renewed', 'lapsed', 'withdrawn']),
  subject: NamedDigest,
  roles: z.array(Label).check(z.minLength(1)),
  renews: z.nullable(EntryId),
  validFrom: Moment,
  validUntil: z.nullable(Moment),
})

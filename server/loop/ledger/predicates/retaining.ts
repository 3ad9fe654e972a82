import * as z from 'zod/mini'
import { Count, Label, Sha256 } from './parts.ts'

/** What was kept or removed by law. No personal data: ids are pseudonymous, grounds are codes. */

/** A person's key and words are gone. Digests that do not fit one entry go on in the next, in order. */
export const Erasure = z.strictObject({
  request: Label,
  subject: Label,
  ground: Label,
  requestedBy: Label,
  confirmedBy: Label,
  /** `_sd` digests that no longer open. */
  disclosures: z.array(z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))).check(z.maxLength(400)),
  part: Count,
  parts: Count,
  /** Kept prompts and answers that were destroyed. */
  texts: Count,
})

export const LegalHold = z.strictObject({
  event: z.enum(['placed', 'lifted']),
  hold: Label,
  scope: z.enum(['person', 'change', 'shard', 'everything']),
  /** An id, a change's or a shard's name; null when it covers everything. */
  target: z.nullable(Label),
})

/** A removal was asked for or withdrawn; a shard was written out and checked, or its entries left the database afterwards. */
export const Retention = z.strictObject({
  event: z.enum(['asked', 'withdrawn', 'archived', 'dropped']),
  of: z.enum(['person', 'shard']),
  target: Label,
  ground: z.nullable(Label),
  request: z.nullable(Label),
  requestedBy: z.nullable(Label),
  confirmedBy: z.nullable(Label),
  /** The final head of a shard, and the archive that holds what it covers. */
  head: z.nullable(z.strictObject({ origin: Label, size: Count, rootSha256: Sha256 })),
  archiveSha256: z.nullable(Sha256),
})

import * as z from 'zod/mini'
import { ContentDigest, Count, EntryId, Label, Moment, Service, Sha256, Weight } from './parts.ts'

/** What reached users and what was taken back; and what the ledger says of itself. */

export const Deployment = z.strictObject({
  event: z.enum(['started', 'advanced', 'held', 'released', 'stable', 'restarted', 'stopped']),
  service: Service,
  environment: z.enum(['sandbox', 'canary', 'production']),
  stage: Label,
  weightPartsOf10k: Weight,
  artifactDigest: ContentDigest,
  previousArtifactDigest: z.nullable(ContentDigest),
  rollbackTarget: z.nullable(ContentDigest),
  epoch: Count,
  /** What the step was judged on; null where nothing was judged. */
  judgement: z.nullable(
    z.strictObject({
      verdict: Label,
      attempts: Count,
      failures: Count,
      slow: Count,
      eValue: z.nullable(z.number()),
      p95Ms: z.nullable(z.number()),
      observedMs: z.number(),
    }),
  ),
})

export const Rollback = z.strictObject({
  service: Service,
  trigger: Label,
  measured: z.nullable(z.number()),
  limit: z.nullable(z.number()),
  fromArtifactDigest: ContentDigest,
  toArtifactDigest: z.nullable(ContentDigest),
  automatic: z.boolean(),
  cause: z.nullable(Label),
  detectedAt: Moment,
  decidedAt: Moment,
  restoredAt: z.nullable(Moment),
})

export const Clock = z.strictObject({ fromOffsetMs: z.int(), toOffsetMs: z.int() })

export const Key = z.strictObject({
  purpose: z.enum(['entry', 'checkpoint', 'commit']),
  keyId: Sha256,
  algorithm: z.literal('ed25519'),
  /** SPKI, DER, base64. */
  spki: z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  /** The origin of the one tree that a `checkpoint` key signs. These three are absent in the oldest entries. */
  log: z.optional(z.nullable(Label)),
  /** From when it signs; null while it waits. */
  since: z.optional(z.nullable(Moment)),
  /** When its signatures stop counting; null while no other key follows it. */
  until: z.optional(z.nullable(Moment)),
})
export type Key = z.infer<typeof Key>

export const Keyset = z.strictObject({
  shard: Label,
  origin: Label,
  /** The tree's key as a C2SP verifier key. */
  checkpointKey: Label,
  /** Every key there ever was, and those that wait. */
  keys: z.array(Key).check(z.minLength(1)),
  /** The `key-rotation` this one answers, or the latest that was answered. */
  asked: z.optional(z.nullable(EntryId)),
})
export type Keyset = z.infer<typeof Keyset>

/** A person asked for new keys before their time. The `keyset` that answers names this entry. */
export const KeyRotation = z.strictObject({
  purposes: z.array(z.enum(['entry', 'commit'])).check(z.minLength(1)),
  reason: z.enum(['asked']),
})

export const ShardGenesis = z.strictObject({
  shard: Label,
  origin: Label,
  checkpointKey: Label,
  /** The shard before, as it ended; null for the first. */
  previous: z.nullable(
    z.strictObject({ shard: Label, origin: Label, size: Count, rootSha256: Sha256, lastEntry: EntryId }),
  ),
})

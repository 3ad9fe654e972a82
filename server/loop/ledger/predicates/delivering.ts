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
})

/** What the graph of the log came to: whoever replays the log by the same rule comes to the same digest. */
export const Projection = z.strictObject({
  /** The shard it ends in, and how many entries of it are in the graph. */
  shard: Label,
  size: Count,
  /** Over all shards. */
  entries: Count,
  nodes: Count,
  edges: Count,
  sha256: Sha256,
  rule: Label,
})

export const Keyset = z.strictObject({
  shard: Label,
  origin: Label,
  /** The tree's key as a C2SP verifier key. */
  checkpointKey: Label,
  keys: z.array(Key).check(z.minLength(1)),
})
export type Keyset = z.infer<typeof Keyset>

export const ShardGenesis = z.strictObject({
  shard: Label,
  origin: Label,
  checkpointKey: Label,
  /** The shard before, as it ended; null for the first. */
  previous: z.nullable(
    z.strictObject({ shard: Label, origin: Label, size: Count, rootSha256: Sha256, lastEntry: EntryId }),
  ),
})

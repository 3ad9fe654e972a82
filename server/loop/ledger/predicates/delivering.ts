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

/** Of one source of attempts: people's own requests, or probes. */
const Measured = z.strictObject({
  attempts: Count,
  failures: Count,
  /** Parts of one; null without an attempt. */
  errorRate: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  slow: Count,
  p95Ms: z.nullable(z.number().check(z.nonnegative())),
  latencyLimitMs: z.number().check(z.nonnegative()),
})

/** What one stage of a rollout was like, when it ended: the edge's own counts, before any retry. */
export const Performance = z.strictObject({
  service: Service,
  rolloutId: Label,
  stage: Label,
  step: Count,
  weightPartsOf10k: Weight,
  artifactDigest: ContentDigest,
  endedBy: Label,
  observedMs: z.number().check(z.nonnegative()),
  live: Measured,
  probe: Measured,
  /** People's attempts on the version that ran beside it. */
  stable: z.strictObject({ attempts: Count, failures: Count }),
  limits: z.strictObject({ errorRate: z.number(), slowShare: z.number() }),
})

/** What a number is of; `errorRate` in parts of one, `p95Ms` in milliseconds, `healthFailures` in a row. */
export const Measure = z.enum(['errorRate', 'p95Ms', 'healthFailures'])

/** Written when it is decided, and again with `restoredAt` when the version before serves everyone. */
export const Rollback = z.strictObject({
  service: Service,
  /** Which of the rules that take a version back; ADR-001 "Automated Rollback Triggers", and those beyond it. */
  trigger: Label,
  measure: z.nullable(Measure),
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
  /** Every key there ever was, and those that wait. */
  keys: z.array(Key).check(z.minLength(1)),
  /** Whose cosignatures make a head witnessed: a C2SP tlog-policy. */
  witnessPolicy: z.optional(z.string().check(z.maxLength(20_000))),
  /** The log's own ML-DSA-44 key, which countersigns what is published: a C2SP verifier key. */
  cosignerKey: z.optional(z.string().check(z.maxLength(2_200))),
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

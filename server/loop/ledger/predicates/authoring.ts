import * as z from 'zod/mini'
import {
  CommitId,
  ContentDigest,
  Count,
  EntryId,
  Label,
  Moment,
  NamedDigest,
  Scalar,
  Service,
  Sha256,
} from './parts.ts'

/** From the intent to the built artifact. */

export const Intent = z.strictObject({
  event: z.enum(['submitted', 'classified', 'structured', 'edited', 'clarified', 'reclassified', 'withdrawn']),
  shape: z.nullable(Label),
  service: z.nullable(Service),
  classifier: z.nullable(z.strictObject({ id: Label, version: Label, confidence: z.nullable(z.number()) })),
  /** Ids of the rules that decided kind and tier. The words that matched are personal text and stay out. */
  rules: z.array(Label),
  reclassificationOf: z.nullable(EntryId),
})

export const Design = z.strictObject({
  event: z.enum(['synthesised', 'chosen', 'edited', 'accepted', 'declined']),
  source: z.enum(['template', 'model', 'person']),
  options: z.array(NamedDigest),
  chosen: z.nullable(Label),
  templates: z.array(NamedDigest),
  specSha256: z.nullable(Sha256),
  reviewRequired: z.boolean(),
})

/** One model or template call. Prompt and answer appear as digests only. */
export const Generation = z.strictObject({
  purpose: z.enum(['design', 'code', 'repair', 'review']),
  outcome: z.enum(['answered', 'refused', 'failed']),
  provider: Label,
  requestedModel: Label,
  answeredModel: z.nullable(Label),
  client: Label,
  fallbackRank: Count,
  promptTemplateId: Label,
  promptTemplateSha256: Sha256,
  requestSha256: z.nullable(Sha256),
  responseSha256: z.nullable(Sha256),
  requestId: z.nullable(Label),
  parameters: z.record(z.string(), Scalar),
  inputTokens: Count,
  outputTokens: Count,
  cacheReadTokens: Count,
  costUsd: z.nullable(z.number().check(z.nonnegative())),
  confidence: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  outputs: z.array(NamedDigest),
  aiLines: z.nullable(Count),
  humanLines: z.nullable(Count),
  region: z.nullable(Label),
  timeToFirstByteMs: z.nullable(z.number()),
  latencyMs: z.number(),
  retry: Count,
  stopReason: z.nullable(Label),
  fault: z.nullable(Label),
})

const Descriptor = z.looseObject({
  name: z.optional(Label),
  uri: z.optional(Label),
  digest: z.optional(z.record(z.string(), z.string())),
})

/** in-toto test-result v0.1, with what we add under our own name. */
export const Check = z.strictObject({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  configuration: z.array(Descriptor).check(z.minLength(1)),
  passedTests: z.optional(z.array(Label)),
  warnedTests: z.optional(z.array(Label)),
  failedTests: z.optional(z.array(Label)),
  dominion_check: z.strictObject({
    name: Label,
    commit: z.nullable(CommitId),
    durationMs: z.number().check(z.nonnegative()),
    /** Parts of one; null where nothing is measured. */
    coverage: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
    findings: Count,
    reportSha256: z.nullable(Sha256),
  }),
})

/** SLSA provenance v1. */
export const Build = z.strictObject({
  buildDefinition: z.strictObject({
    buildType: Label,
    externalParameters: z.record(z.string(), z.json()),
    internalParameters: z.optional(z.record(z.string(), z.json())),
    resolvedDependencies: z.array(Descriptor),
  }),
  runDetails: z.strictObject({
    builder: z.strictObject({ id: Label, version: z.optional(z.record(z.string(), z.string())) }),
    metadata: z.strictObject({ invocationId: Label, startedOn: Moment, finishedOn: Moment }),
    byproducts: z.optional(z.array(Descriptor)),
  }),
})

export const Merge = z.strictObject({
  service: Service,
  branch: Label,
  commit: CommitId,
  base: CommitId,
  method: z.enum(['fast-forward', 'revert']),
  revertOf: z.nullable(CommitId),
  artifactDigest: z.nullable(ContentDigest),
})

export const Workspace = z.strictObject({
  event: z.enum(['registered', 'prepared', 'removed']),
  service: Service,
  origin: z.enum(['template', 'path', 'url']),
  commit: z.nullable(CommitId),
  lockfileSha256: z.nullable(Sha256),
})

import * as z from 'zod/mini'
import {
  CommitId,
  ContentDigest,
  Count,
  Descriptor,
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

/**
 * One request to a model or to the templates, whatever came of it. Prompt and answer appear as digests only. A number that
 * nobody knows is null, never 0.
 */
export const Generation = z.strictObject({
  purpose: z.enum(['design', 'code', 'repair', 'review']),
  outcome: z.enum(['answered', 'refused', 'failed']),
  provider: Label,
  requestedModel: Label,
  answeredModel: z.nullable(Label),
  client: Label,
  /** How many others were asked before it, in the same question; asking the same one again does not count. */
  fallbackRank: Count,
  /** Which mending this is of what the checks found; 0 for a first answer. */
  repair: Count,
  promptTemplateId: Label,
  promptTemplateSha256: Sha256,
  /** Of the prompt as it was rendered: RFC 8785 of `{ system, user }`. */
  promptSha256: Sha256,
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
  /** Tools the model called within this request, in order. */
  toolCalls: z.array(z.strictObject({ name: Label, inputSha256: Sha256, outputSha256: z.nullable(Sha256) })),
  /** Lines the answer's edits write, by who wrote them; null where the answer is no code. */
  aiLines: z.nullable(Count),
  templateLines: z.nullable(Count),
  humanLines: z.nullable(Count),
  region: z.nullable(Label),
  timeToFirstByteMs: z.nullable(z.number()),
  latencyMs: z.number(),
  retry: Count,
  stopReason: z.nullable(Label),
  fault: z.nullable(Label),
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
    builder: z.strictObject({
      id: Label,
      builderDependencies: z.optional(z.array(Descriptor)),
      version: z.optional(z.record(z.string(), z.string())),
    }),
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

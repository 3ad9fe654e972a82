import * as z from 'zod/mini'
import { CommitId, Count, Descriptor, Label, Moment, Sha256 } from './parts.ts'

/** What tools and rules found, as standards outside this house have it. */

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
    /** Of the tool's whole output, which is kept under this digest. */
    reportSha256: z.nullable(Sha256),
  }),
})

/**
 * CycloneDX 1.5. The whole list of components is larger than an entry may be: it is a BOM of its own, kept under the digest
 * that this one refers to.
 */
export const Components = z.strictObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.5'),
  version: z.literal(1),
  metadata: z.strictObject({
    timestamp: Moment,
    component: z.strictObject({ type: z.literal('application'), name: Label, version: Label }),
    properties: z.array(z.strictObject({ name: Label, value: Label })),
  }),
  externalReferences: z
    .array(
      z.strictObject({
        type: z.literal('bom'),
        url: Label,
        hashes: z.array(z.strictObject({ alg: z.literal('SHA-256'), content: Sha256 })).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1)),
})

/** in-toto vulns v0.2. */
export const Vulnerabilities = z.strictObject({
  scanner: z.strictObject({
    uri: Label,
    version: z.optional(Label),
    db: z.strictObject({ uri: z.optional(Label), version: z.optional(Label), lastUpdate: Moment }),
    result: z.array(
      z.strictObject({
        id: Label,
        severity: z.array(z.strictObject({ method: Label, score: Label })),
        annotations: z.optional(z.array(z.record(z.string(), z.string()))),
      }),
    ),
  }),
  metadata: z.strictObject({ scanStartedOn: Moment, scanFinishedOn: Moment }),
})

/** in-toto Simple Verification Result v0.2: what passed. What did not is in the policy decision, which names findings too. */
export const Verification = z.strictObject({
  verifier: z.strictObject({ id: Label, policies: z.array(Descriptor) }),
  timeCreated: Moment,
  properties: z.array(Label).check(z.minLength(1)),
})

/** SLSA Verification Summary v1, about a revision (SLSA 1.2, source track). */
export const SourceLevel = z.strictObject({
  verifier: z.strictObject({ id: Label }),
  timeVerified: Moment,
  resourceUri: Label,
  policy: z.strictObject({ uri: Label }),
  verificationResult: z.enum(['PASSED', 'FAILED']),
  /** One `SLSA_SOURCE_LEVEL_n`, and properties of this house as `ORG_SOURCE_…`. */
  verifiedLevels: z.array(Label).check(z.minLength(1)),
  slsaVersion: z.literal('1.2'),
})

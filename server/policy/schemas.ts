import * as z from 'zod/mini'
import { riskTiers } from '#server/loop/change/tier.ts'
import { decisionStages, entrypoints, evidenceKinds, origins, severities } from '#server/policy/vocabulary.ts'
import { Digest, Place } from './inputs/head.ts'

export * from './inputs/index.ts'

/** What a rule found, as Rego says it. */
export const Finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(severities),
  args: z.record(z.string(), z.unknown()),
  where: z.strictObject(Place),
})
export type Finding = z.infer<typeof Finding>

export const Verdict = z.strictObject({
  allow: z.boolean(),
  stage: z.enum(decisionStages),
  subject: z.string(),
  policyDigest: Digest,
  evaluated: z.array(z.string()),
  notEvaluated: z.array(z.string()),
  missingEvidence: z.array(
    z.strictObject({
      kind: z.enum(evidenceKinds),
      reason: z.enum(['absent', 'notCompleted', 'otherSubject', 'noFacts']),
    }),
  ),
  findings: z.array(Finding),
})
export type Verdict = z.infer<typeof Verdict>

export const Classification = z.strictObject({
  policyDigest: Digest,
  tier: z.enum(riskTiers),
  kind: z.string(),
  /** At least one; each names the layer that said it and the words that made it say so. */
  reasons: z.array(
    z.strictObject({
      source: z.enum(['text', 'form', 'model', 'design', 'diff', 'policy']),
      name: z.string(),
      tier: z.enum(riskTiers),
      words: z.array(z.strictObject({ term: z.string(), start: z.int(), end: z.int() })),
      args: z.record(z.string(), z.unknown()),
    }),
  ),
  /** Roles that must sign; empty: policy decides alone. */
  approvers: z.array(z.string()),
  designReview: z.boolean(),
})
export type Classification = z.infer<typeof Classification>

/** What each entrypoint answers. */
export const resultOf = { 'guard/verdict': Verdict, 'autonomy/classification': Classification } as const

/** What people are told about a rule; `{name}` in the message stands for a finding's argument. */
export const RuleText = z.strictObject({
  title: z.string(),
  description: z.string(),
  severity: z.enum(severities),
  stage: z.enum(decisionStages),
  origins: z.array(z.enum(origins)),
  needs: z.array(z.enum(evidenceKinds)),
  message: z.string(),
  remediation: z.string(),
  controls: z.array(z.string()),
  path: z.string(),
})
export type RuleText = z.infer<typeof RuleText>

export const Manifest = z.strictObject({
  version: z.literal(1),
  /** sha256 of the canonical JSON of `policy`: the name by which a policy is active, recorded and replayed. */
  digest: Digest,
  policy: z.strictObject({
    opaVersion: z.string(),
    entrypoints: z.array(z.enum(entrypoints)),
    wasmSha256: Digest,
    dataSha256: Digest,
    rulesSha256: Digest,
  }),
  /** What it was built from, path to sha256. */
  sources: z.record(z.string(), Digest),
  /** OPA's own program. */
  programSha256: Digest,
})
export type Manifest = z.infer<typeof Manifest>

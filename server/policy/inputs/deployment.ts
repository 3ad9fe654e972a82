import * as z from 'zod/mini'
import { riskTiers } from '#server/loop/change/tier.ts'
import { Digest, head } from './head.ts'

/** Facts about one artifact that is about to reach traffic. */

const nonEmpty = z.string().check(z.minLength(1))

export const Approval = z.strictObject({
  role: nonEmpty,
  person: nonEmpty,
  /** The evidence bundle that was signed. */
  bundle: Digest,
  signatureValid: z.boolean(),
})

export const DeploymentFacts = z.strictObject({
  ...head,
  stage: z.literal('deployment'),
  /** `id` is the artifact's digest. */
  subject: z.strictObject({ id: nonEmpty, commit: nonEmpty, tree: nonEmpty }),
  change: z.strictObject({
    id: nonEmpty,
    service: nonEmpty,
    tier: z.enum(riskTiers),
    requester: nonEmpty,
    coAuthors: z.array(nonEmpty),
    bundle: Digest,
    designReviewed: z.boolean(),
  }),
  /** The change-stage verdict on record for the tree. */
  verdict: z.nullable(z.strictObject({ allow: z.boolean(), tree: nonEmpty, policyDigest: Digest })),
  policyTests: z.nullable(z.strictObject({ policyDigest: Digest, passed: z.int(), failed: z.int() })),
  approvals: z.nullable(z.array(Approval)),
  artifact: z.nullable(z.strictObject({ builtFromTree: nonEmpty, digest: nonEmpty, signatureValid: z.boolean() })),
})
export type DeploymentFacts = z.infer<typeof DeploymentFacts>

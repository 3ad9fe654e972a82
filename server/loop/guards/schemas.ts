import * as z from 'zod/mini'
import { Finding, Verdict } from '#server/policy/schemas.ts'
import { judgedStages } from './vocabulary.ts'

/** A recorded verdict as pages and commands show it. Browser-safe. */
export const VerdictView = z.object({
  id: z.string(),
  changeId: z.string(),
  stage: z.enum(judgedStages),
  commit: z.string(),
  tree: z.string(),
  policyDigest: z.string(),
  inputDigest: z.string(),
  allow: z.boolean(),
  findings: z.array(
    z.extend(Finding, {
      title: z.string(),
      message: z.string(),
      remediation: z.string(),
      controls: z.array(z.string()),
    }),
  ),
  missingEvidence: Verdict.shape.missingEvidence,
  evaluated: z.array(z.string()),
  durationMs: z.number(),
  createdAt: z.string(),
})
export type VerdictView = z.infer<typeof VerdictView>

export const OfChange = z.object({ changeId: z.string() })

/** What is not asked for is null; what nobody has matches nothing. */
export const ListDecisions = z.object({
  decision: z._default(z.nullable(z.string()), null),
  tier: z._default(z.nullable(z.string()), null),
  service: z._default(z.nullable(z.string()), null),
  /** Only those that found this rule broken. */
  rule: z._default(z.nullable(z.string()), null),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 100),
})

export const EveryDecision = z.omit(ListDecisions, { limit: true })
export type EveryDecision = z.infer<typeof EveryDecision>

export const ReadDecision = z.object({ decisionId: z.string() })

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

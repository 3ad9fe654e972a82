import type { Role } from '#server/identity/vocabulary.ts'
import type { RiskTier } from '#server/loop/change/tier.ts'
import { approvers } from '#server/policy/tables/approvers.ts'

/** What is asked. `gate` is a stop within a rollout. Browser-safe. */
export const approvalPurposes = ['design', 'release', 'gate'] as const
export type ApprovalPurpose = (typeof approvalPurposes)[number]

/** Who must sign before a change ships, from the same table the policy reads. Low: nobody, the policy approves it. */
export const releaseApprovers = approvers as Record<RiskTier, readonly Role[]>

/** Who signs in place of the policy while automatic approval is halted. */
export const lowTierStandIn: Role = 'lead'

/** ADR-001 §2: designs of High and Critical changes are reviewed before code is written. */
export const designReviewers = {
  low: [],
  medium: [],
  high: ['lead'],
  critical: ['lead', 'security'],
} as const satisfies Record<RiskTier, readonly Role[]>

/** ADR-001 §6: who opens the stops within a rollout. */
export const gateApprovers = {
  low: [],
  medium: [],
  high: ['manager'],
  critical: ['council'],
} as const satisfies Record<RiskTier, readonly Role[]>

/** ADR-001 "SLOs": how long approvers have. When it elapses the request is overdue and says so; it never approves itself. */
export const approvalDueMinutes = {
  low: 5,
  medium: 2 * 60,
  high: 24 * 60,
  critical: 7 * 24 * 60,
} as const satisfies Record<RiskTier, number>

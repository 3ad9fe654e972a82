import type { RiskTier } from '#server/loop/change/tier.ts'

/** ADR-001 §6: who must sign a change of each tier. An empty list means policy alone decides, and says so. */
export const approvers: Record<RiskTier, readonly string[]> = {
  low: [],
  medium: ['lead'],
  high: ['manager', 'security'],
  critical: ['council', 'legal'],
}

/** ADR-001 §2: tiers whose design a person reads before code is written. */
export const reviewedDesigns: readonly RiskTier[] = ['high', 'critical']

/** ADR-001 §6: how much can go wrong decides who must look. Ordered from least to most. */
export const riskTiers = ['low', 'medium', 'high', 'critical'] as const
export type RiskTier = (typeof riskTiers)[number]

/** The highest of the given tiers; `low` when none is given. Nothing ever lowers a tier. */
export function highestTier(tiers: readonly RiskTier[]): RiskTier {
  return tiers.reduce<RiskTier>((highest, tier) => (rank(tier) > rank(highest) ? tier : highest), 'low')
}

export function isAtLeast(tier: RiskTier, floor: RiskTier): boolean {
  return rank(tier) >= rank(floor)
}

function rank(tier: RiskTier): number {
  return riskTiers.indexOf(tier)
}

import type { RiskTier } from '#server/loop/change/tier.ts'
import { gateApprovers } from '../approvals/vocabulary.ts'
import { canaryWeights, criticalSandboxHours, stepMinimumFor } from '../thresholds.ts'
import type { LadderStep } from './schemas.ts'

/** Grows when the shape or meaning of a ladder changes. */
export const ladderDefinition = 1

/** Shares of users between the first canary step and everyone, in parts of 10,000. */
const gradual = [2_500, 5_000] as const

/** ADR-001 §6 "Deployment Control": where a change of this tier goes, how fast, and where it stops for people. */
export function ladderFor(tier: RiskTier, closelyWatched = false): LadderStep[] {
  const minimumSeconds = stepMinimumFor(tier, closelyWatched)
  const canary = (weight: number): LadderStep => ({ kind: 'canary', weight, minimumSeconds })
  const gate: LadderStep[] = gateApprovers[tier].length > 0 ? [{ kind: 'gate', roles: [...gateApprovers[tier]] }] : []
  const critical = tier === 'critical'
  return [
    { kind: 'sandbox', minimumSeconds: critical ? criticalSandboxHours * 3_600 : 0 },
    ...(critical ? gate : []),
    canary(canaryWeights[tier]),
    ...gate,
    ...gradual.map(canary),
  ]
}

import type { RiskTier } from '#server/loop/change/tier.ts'

/** The five ADR packages and the two thin ones; a decision is only complete when every package that applies was heard. */
export const packages = ['security', 'licensing', 'privacy', 'autonomy', 'lineage', 'quality', 'architecture'] as const
export type PolicyPackage = (typeof packages)[number]

/** What is being decided. */
export const decisionStages = ['change', 'deployment', 'processing'] as const
export type DecisionStage = (typeof decisionStages)[number]

/** Everything but `low` blocks. */
export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What can be asked of the compiled policy; the order is part of its bytes. */
export const entrypoints = ['autonomy/classification', 'guard/verdict'] as const
export type Entrypoint = (typeof entrypoints)[number]

/** What a rule may need to have seen before it can speak. */
export const evidenceKinds = [
  'diff',
  'syntax',
  'migrations',
  'secrets',
  'licences',
  'format',
  'lint',
  'types',
  'tests',
  'design',
  'personalFields',
  'lineage',
  'confidence',
  'verdict',
  'policyTests',
  'approvals',
  'artifact',
  'consents',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Who made a commit: the pipeline, or a person with their own hands. */
export const origins = ['generated', 'human'] as const
export type Origin = (typeof origins)[number]

/** ADR-001 §6: who must sign a change of each tier. An empty list means policy alone decides, and says so. */
export const approvers: Record<RiskTier, readonly string[]> = {
  low: [],
  medium: ['lead'],
  high: ['manager', 'security'],
  critical: ['council', 'legal'],
}

/** ADR-001 §2: tiers whose design a person reads before code is written. */
export const reviewedDesigns: readonly RiskTier[] = ['high', 'critical']

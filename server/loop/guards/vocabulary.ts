import type { RuleText } from '#server/policy/schemas.ts'
import type { PolicyPackage } from '#server/policy/vocabulary.ts'

/** What the guards decide about, in the order a change meets them. Browser-safe. */
export const judgedStages = ['change', 'deployment'] as const
export type JudgedStage = (typeof judgedStages)[number]

/** A rule of the policy in force, as its METADATA tells it. */
export interface PolicyRule extends RuleText {
  id: string
  package: PolicyPackage
}

/** The policy that decides now. */
export interface PolicyInForce {
  digest: string
  rules: readonly PolicyRule[]
  /** What its own tests said of exactly this digest; null until they have run, and until then nothing is deployed. */
  tests: { passed: number; failed: number; at: Date } | null
}

/** One verdict as lists show it. */
export interface DecisionLine {
  id: string
  changeId: string
  title: string
  service: string
  tier: string
  stage: string
  commit: string
  policyDigest: string
  allow: boolean
  findings: number
  missing: number
  createdAt: Date
}

export interface DecisionList {
  decisions: readonly DecisionLine[]
  /** How many there are of what was asked for, and of everything. */
  matching: number
  total: number
  services: readonly string[]
}

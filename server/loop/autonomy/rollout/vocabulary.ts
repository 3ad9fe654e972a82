import { verdictReasons } from './evidence/vocabulary.ts'

/** Why a rollout goes back: what the judge found, what is known at once, or a person. Each with what people read. */
export const rollbackCauses = {
  ...verdictReasons,
  startFailed: 'The new version did not start.',
  gateDeclined: 'The people asked at the gate said no.',
  contentChanged: 'The change was altered or withdrawn while it was being rolled out.',
  person: 'A person took it back.',
  restored: 'The version before serves everyone again.',
} as const
export type RollbackCause = keyof typeof rollbackCauses
export const rollbackReasons = Object.keys(rollbackCauses) as [RollbackCause, ...RollbackCause[]]

/** One rollout as lists show it. Browser-safe. */
export interface RolloutLine {
  id: string
  changeId: string
  service: string
  title: string
  tier: string
  humanMade: boolean
  requesterId: string
  state: string
  step: number
  /** Share of live traffic, in parts of 10,000. */
  weight: number
  artifactDigest: string
  createdAt: Date
  finishedAt: Date | null
}

export interface RolloutList {
  rollouts: readonly RolloutLine[]
  /** Of everything there is, whatever was asked for. */
  counts: readonly { service: string; state: string; count: number }[]
}

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

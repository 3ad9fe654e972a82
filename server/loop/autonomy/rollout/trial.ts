import { ladderOf, type RolloutWithChange, type ServiceRelease } from './store.ts'

/** Which version is being judged, and where it takes requests. */
export interface Trial {
  service: string
  rolloutId: string
  changeId: string
  step: number
  state: string
  /** Share of users, in parts of 10,000: what was seen at another share says nothing of this one. */
  weight: number
  digest: string
  stage: 'sandbox' | 'production'
  stableDigest: string | null
  closelyWatched: boolean
}

/**
 * What is on trial: the rollout under way, else the version that became everyone's lately, while the one before it is warm.
 * Null when nothing is, such as before the first version is in place.
 */
export function trialOf(release: ServiceRelease, rollout: RolloutWithChange | null): Trial | null {
  if (!rollout) return null
  const { id, changeId, service, step, state, weight, artifactDigest, closelyWatched } = rollout
  const common = { service, rolloutId: id, changeId, step, state, weight, digest: artifactDigest, closelyWatched }
  if (state === 'stable') return { ...common, stage: 'production', stableDigest: null }
  if (state !== 'sandbox' && state !== 'canary' && state !== 'gate') return null
  const onUsers = ladderOf(rollout)
    .slice(0, step + 1)
    .some((each) => each.kind === 'canary')
  return { ...common, stage: onUsers ? 'production' : 'sandbox', stableDigest: release.stableDigest }
}

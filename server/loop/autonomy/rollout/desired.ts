import type { RunningVersion, TrafficRoute } from '#server/ports/delivery.ts'
import type { RolloutState } from './machine.ts'
import type { LadderStep } from './schemas.ts'

export interface ReleaseFacts {
  service: string
  stableDigest: string
  previousDigest: string | null
  /** True until the previous version need not be kept warm any longer. */
  previousWarm: boolean
}

export interface RolloutFacts {
  state: RolloutState
  artifactDigest: string
  weight: number
  /** Steps from the first to the current one. */
  behind: readonly LadderStep[]
}

/** What the edge shall be doing for one service. */
export interface DesiredState {
  versions: readonly RunningVersion[]
  route: TrafficRoute
  /** The version on trial and, beside it, the one it is compared with: both under the same load, at the same time. */
  probed: readonly RunningVersion[]
}

/**
 * A pure function of the rows, so that after any crash the edge is simply made to match again. A rollback is only a row
 * that says so.
 */
export function desiredState(release: ReleaseFacts, rollout: RolloutFacts | null): DesiredState {
  const { service, stableDigest } = release
  const production = (artifactDigest: string): RunningVersion => ({ service, stage: 'production', artifactDigest })
  const steady = [production(stableDigest)]
  if (release.previousDigest && release.previousWarm) steady.push(production(release.previousDigest))
  const alone = { stable: stableDigest, canary: null, canaryWeight: 0 }
  if (!rollout) return { versions: steady, route: alone, probed: [] }

  const { artifactDigest, state, behind, weight } = rollout
  const sandbox: RunningVersion = { service, stage: 'sandbox', artifactDigest }
  const reachedCanary = behind.some((step) => step.kind === 'canary')
  switch (state) {
    case 'preparing':
    case 'sandbox':
      return { versions: [...steady, sandbox], route: alone, probed: [sandbox, production(stableDigest)] }
    case 'gate':
    case 'canary': {
      if (!reachedCanary)
        return { versions: [...steady, sandbox], route: alone, probed: [sandbox, production(stableDigest)] }
      const canary = production(artifactDigest)
      const route = { stable: stableDigest, canary: artifactDigest, canaryWeight: weight }
      return { versions: [...steady, canary], route, probed: [canary, production(stableDigest)] }
    }
    case 'stable':
    case 'rollingBack':
    case 'rolledBack':
    case 'abandoned':
      return { versions: steady, route: alone, probed: [] }
  }
}

import { database, readClock } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import type { Permit } from '#server/platform/halt/permit.ts'
import { ports } from '#server/ports/wired.ts'
import { evidenceFloorPerSecond, rehearsalProbesPerSecond } from '../thresholds.ts'
import { actOn, takeBack } from './act.ts'
import { converge, StartFailed } from './converge.ts'
import { type DesiredState, desiredState } from './desired.ts'
import type { RolloutState } from './machine.ts'
import { Observation } from './observation.ts'
import { orchestrator } from './orchestrator.ts'
import { probePaths } from './probe-paths.ts'
import { markRestored } from './roll-back.ts'
import { ladderOf, type RolloutWithChange, recordReading, type ServiceRelease, standingOf } from './store.ts'
import { trialOf } from './trial.ts'

export interface Watching {
  observations: Map<string, Observation>
  permit: Permit
  signal: AbortSignal
}

/** One look at one service: the edge is made to match the rows, then what is on trial is judged and acted upon. */
export async function lookAt(service: string, watching: Watching): Promise<void> {
  const clock = await readClock(database())
  const standing = await standingOf(database(), service)
  if (!standing) return
  const { release, rollout } = standing
  const desired = desiredState(releaseFacts(release, clock.now), rollout && rolloutFacts(rollout))
  const perSecond = clock.movable ? rehearsalProbesPerSecond : evidenceFloorPerSecond
  try {
    await matchEdge(release, rollout, desired, perSecond, watching)
  } catch (error) {
    if (rollout && error instanceof StartFailed && error.version.artifactDigest === rollout.artifactDigest)
      return await takeBack(rollout, 'startFailed')
    if (!heldByHalt(error)) throw error
  }
  if (rollout?.state === 'rollingBack') {
    await markRestored(orchestrator, { changeId: rollout.changeId, rolloutId: rollout.id })
    return
  }
  await judge(release, rollout, watching)
}

/** A halt keeps users from being given to a version; those who have it are still watched over. */
function heldByHalt(error: unknown): boolean {
  return error instanceof Failure && error.code === 'halted'
}

function releaseFacts({ service, stableDigest, previousDigest, previousUntil }: ServiceRelease, now: Date) {
  return { service, stableDigest, previousDigest, previousWarm: previousUntil !== null && previousUntil > now }
}

function rolloutFacts(rollout: RolloutWithChange) {
  const { state, artifactDigest, weight, step } = rollout
  return { state: state as RolloutState, artifactDigest, weight, behind: ladderOf(rollout).slice(0, step + 1) }
}

async function matchEdge(
  release: ServiceRelease,
  rollout: RolloutWithChange | null,
  desired: DesiredState,
  perSecond: number,
  { permit, signal }: Watching,
): Promise<void> {
  const { service, epoch } = release
  const { runtime, traffic } = ports()
  const paths = rollout && desired.probed.length > 0 ? await probePaths(rollout) : []
  const work = { service, humanMade: rollout?.change.humanMade ?? false }
  await converge({ runtime, traffic }, desired, {
    service,
    epoch: Number(epoch),
    plan: { paths, perSecond },
    permit,
    work,
    signal,
  })
}

async function judge(release: ServiceRelease, rollout: RolloutWithChange | null, watching: Watching): Promise<void> {
  const trial = trialOf(release, rollout)
  const before = watching.observations.get(release.service)
  if (!trial || !rollout) return void watching.observations.delete(release.service)
  const observation = before?.covers(trial) ? before : new Observation(trial)
  watching.observations.set(release.service, observation)
  const decision = await observation.gather(ports().traffic)
  await recordReading(rollout.id, rollout.step, decision)
  await actOn(rollout, decision)
}

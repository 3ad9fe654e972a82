import { Failure } from '#server/platform/errors.ts'
import type { Permit, WorkScope } from '#server/platform/halt/permit.ts'
import type { ProbePlan, RunningVersion, ServiceRuntime, TrafficDriver } from '#server/ports/delivery.ts'
import type { DesiredState } from './desired.ts'

export interface Edge {
  runtime: ServiceRuntime
  traffic: TrafficDriver
}

/** A version that should run did not come up; the rollout it belongs to goes back. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed'
  readonly version: RunningVersion

  constructor(version: RunningVersion, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.version = version
  }
}

const noProbes: ProbePlan = { paths: [], perSecond: 0 }

/**
 * Makes the edge do what the rows say: takes users off first, starts what is missing, points, then stops what is left over.
 * Giving the canary more users needs a permit; taking them away never does.
 * @throws StartFailed when a version does not come up.
 */
export async function converge(
  edge: Edge,
  desired: DesiredState,
  context: { service: string; epoch: number; plan: ProbePlan; permit: Permit; work: WorkScope; signal: AbortSignal },
): Promise<void> {
  const { service, epoch, plan, permit, work, signal } = context
  const { route } = desired
  const current = await edge.traffic.current(service)
  const fewer = current !== null && current.canaryWeight > route.canaryWeight && current.stable === route.stable
  if (fewer) await edge.traffic.route(service, route, epoch)

  const running = await edge.runtime.running()
  const missing = desired.versions.filter((version) => !running.some((each) => same(each, version)))
  for (const version of missing) await start(edge, version, epoch, signal)
  if (!fewer && !sameRoute(current, route)) {
    if (givesMoreUsers(current, route)) permit.assert(work)
    await edge.traffic.route(service, route, epoch)
  }
  const extra = running.filter(
    (each) => each.service === service && !desired.versions.some((version) => same(each, version)),
  )
  for (const version of extra) {
    await edge.traffic.probe(version, noProbes)
    await edge.runtime.stop(version, epoch)
  }
  for (const version of desired.versions) {
    const probed = desired.probed.some((each) => same(each, version))
    await edge.traffic.probe(version, probed ? plan : noProbes)
  }
}

async function start(edge: Edge, version: RunningVersion, epoch: number, signal: AbortSignal): Promise<void> {
  try {
    await edge.runtime.start(version, epoch, signal)
  } catch (error) {
    throw blameless(error, signal) ? error : new StartFailed(version, error)
  }
}

/** We stopped asking, the edge is away, or a newer decision was obeyed: none of it says anything of the version. */
function blameless(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return true
  return error instanceof Failure && (error.code === 'conflict' || error.reason === 'edgeDown')
}

/** A larger share, or everyone: what was the canary becomes the stable version. */
function givesMoreUsers(
  current: DesiredState['route'] | null,
  { stable, canaryWeight }: DesiredState['route'],
): boolean {
  if (canaryWeight > (current?.canaryWeight ?? 0)) return true
  return current !== null && current.canary !== null && current.canary === stable
}

function same(a: RunningVersion, b: RunningVersion): boolean {
  return a.service === b.service && a.stage === b.stage && a.artifactDigest === b.artifactDigest
}

function sameRoute(a: DesiredState['route'] | null, b: DesiredState['route']): boolean {
  return a !== null && a.stable === b.stable && a.canary === b.canary && a.canaryWeight === b.canaryWeight
}

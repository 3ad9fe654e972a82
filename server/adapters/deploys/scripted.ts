import { Failure } from '#server/platform/errors.ts'
import type {
  AttemptBatch,
  RunningVersion,
  ServiceRuntime,
  TrafficDriver,
  TrafficRoute,
} from '#server/ports/delivery.ts'

/** A twin that runs nothing and carries no traffic: it obeys like the edge and reports the attempts it is given. It says so. */
export interface ScriptedDelivery extends ServiceRuntime, TrafficDriver {
  readonly scripted: true
  /** What the next `attempts` of the service report. */
  script(service: string, batches: readonly AttemptBatch[]): void
  /** The next start of this digest fails as if it never became healthy. */
  failStart(artifactDigest: string): void
}

interface Told {
  epoch: number
  route: (TrafficRoute & { epoch: number }) | null
  versions: (RunningVersion & { startedAt: string })[]
  batches: AttemptBatch[]
}

export function scriptedDelivery(): ScriptedDelivery {
  const services = new Map<string, Told>()
  const failing = new Set<string>()
  const told = (service: string) => {
    const known = services.get(service) ?? { epoch: 0, route: null, versions: [], batches: [] }
    services.set(service, known)
    return known
  }
  const obey = (service: string, epoch: number) => {
    const known = told(service)
    if (epoch < known.epoch) throw new Failure('conflict', 'olderEpoch', 'A newer decision was obeyed already.')
    return known
  }

  return {
    scripted: true,
    async start(version, epoch) {
      const known = obey(version.service, epoch)
      known.epoch = epoch
      if (failing.delete(version.artifactDigest)) {
        throw new Failure('unavailable', 'notHealthy', 'The version was not started. The script says so.')
      }
      if (!found(known, version)) known.versions.push({ ...version, startedAt: new Date().toISOString() })
    },
    async stop(version, epoch) {
      const known = obey(version.service, epoch)
      if (getsUsers(known.route, version))
        throw new Failure('refused', 'stillRouted', 'Users still reach this version.')
      known.epoch = epoch
      known.versions = known.versions.filter((each) => each !== found(known, version))
    },
    async running() {
      return [...services.values()].flatMap(({ versions }) =>
        versions.map((each) => ({ ...each, healthy: true, restarts: 0 })),
      )
    },
    async route(service, route, epoch) {
      const known = obey(service, epoch)
      for (const digest of [route.stable, route.canary]) if (digest !== null) mustRun(known, service, digest)
      Object.assign(known, { epoch, route: { ...route, epoch } })
    },
    current: async (service) => told(service).route,
    attempts: async (service, cursor) => {
      const { batches } = told(service)
      return { cursor: batches.length, batches: batches.slice(cursor) }
    },
    async probe(version) {
      mustRun(told(version.service), version.service, version.artifactDigest, version.stage)
    },
    script: (service, batches) => told(service).batches.push(...batches),
    failStart: (artifactDigest) => failing.add(artifactDigest),
  }
}

function found(known: Told, { stage, artifactDigest }: Omit<RunningVersion, 'service'>) {
  return known.versions.find((each) => each.stage === stage && each.artifactDigest === artifactDigest)
}

function mustRun(
  known: Told,
  service: string,
  artifactDigest: string,
  stage: RunningVersion['stage'] = 'production',
): void {
  if (!found(known, { stage, artifactDigest }))
    throw new Failure('notFound', 'notRunning', `${service} does not run it.`)
}

function getsUsers(route: TrafficRoute | null, { stage, artifactDigest }: RunningVersion): boolean {
  if (route === null || stage !== 'production') return false
  return route.stable === artifactDigest || (route.canary === artifactDigest && route.canaryWeight > 0)
}

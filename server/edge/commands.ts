import { Failure } from '#server/platform/errors.ts'
import type { ProbePlan, RunningVersion, ServiceRuntime, TrafficDriver, TrafficRoute } from '#server/ports/delivery.ts'
import type { Fleet } from './fleet.ts'
import type { Journal } from './journal.ts'
import type { DesiredService } from './schemas.ts'
import { NotStarted } from './versions/launch.ts'
import type { Supervised } from './versions/supervise.ts'
import { edgeLimits } from './vocabulary.ts'

/** What may be asked of the edge: the two ports, as it obeys them itself. */
export type Commands = Omit<ServiceRuntime & TrafficDriver, 'scripted'> & {
  /** Brings back everything the journal names. */
  resume(): void
}

export function commandsOf(journal: Journal, fleet: Fleet): Commands {
  const migrated = (version: RunningVersion) => ({
    done: () => entryOf(journal.service(version.service), version)?.migrated ?? false,
    note: () => journal.change(version.service, null, (now) => withVersion(now, version, { migrated: true })),
  })
  const withdraw = (version: RunningVersion) =>
    journal.change(version.service, null, (now) => withoutVersion(now, version))

  async function startNew(version: RunningVersion, signal: AbortSignal): Promise<void> {
    const supervised = fleet.add(version, migrated(version))
    try {
      await supervised.start(signal)
    } catch (error) {
      await withdraw(version)
      await fleet.remove(version)
      throw asFailure(error)
    }
    supervised.probe(entryOf(journal.service(version.service), version)?.probe ?? null)
  }

  return {
    resume() {
      for (const service of journal.services()) {
        for (const { artifactDigest, stage, probe } of journal.service(service).versions) {
          const version = { service, stage, artifactDigest }
          const supervised = fleet.add(version, migrated(version))
          supervised.probe(probe)
          supervised.resume()
        }
      }
    },

    async start(version, epoch, signal) {
      await journal.change(version.service, epoch, (now) => withVersion(now, version, {}))
      const running = fleet.find(version)
      if (running?.state() === 'draining') await fleet.remove(version)
      else if (running) return becomesReady(running, signal)
      await startNew(version, signal)
    },

    async stop(version, epoch) {
      await journal.change(version.service, epoch, (now) => {
        if (getsUsers(now.route, version)) throw stillRouted(version)
        return withoutVersion(now, version)
      })
      await fleet.remove(version)
    },

    async running() {
      return fleet.all().map((each) => ({ ...each.version, ...each.status() }))
    },

    async route(service, route, epoch) {
      await journal.change(service, epoch, (now) => {
        for (const digest of [route.stable, route.canary]) mustRun(now, service, digest)
        return { ...now, route: { ...route, epoch } }
      })
    },

    current: async (service) => journal.service(service).route,

    attempts: async (service, cursor) => fleet.attempts(service).since(cursor),

    async probe(version: RunningVersion, plan: ProbePlan) {
      const wanted = { paths: [...plan.paths], perSecond: plan.perSecond }
      await journal.change(version.service, null, (now) => {
        if (!entryOf(now, version)) throw unknown(version.service, version.artifactDigest)
        return withVersion(now, version, { probe: wanted })
      })
      fleet.find(version)?.probe(wanted)
    },
  }
}

/** Waits for a version that is being started or restarted already. */
async function becomesReady(version: Supervised, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + edgeLimits.startMs
  while (!version.ready()) {
    if (version.state() === 'tampered') throw notStarted('tampered', 'Its files are not those of its digest.')
    if (version.state() === 'draining') throw notStarted('stopped', 'It was stopped while it started.')
    if (performance.now() > deadline || signal.aborted)
      throw notStarted('notHealthy', 'It did not become healthy in time.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function getsUsers(route: TrafficRoute | null, { stage, artifactDigest }: RunningVersion): boolean {
  if (route === null || stage !== 'production') return false
  return route.stable === artifactDigest || (route.canary === artifactDigest && route.canaryWeight > 0)
}

function mustRun(now: DesiredService, service: string, digest: string | null): void {
  if (digest === null || entryOf(now, { service, stage: 'production', artifactDigest: digest })) return
  throw unknown(service, digest)
}

function entryOf(now: DesiredService, { stage, artifactDigest }: RunningVersion) {
  return now.versions.find((each) => each.stage === stage && each.artifactDigest === artifactDigest)
}

type Entry = DesiredService['versions'][number]

function withVersion(now: DesiredService, version: RunningVersion, change: Partial<Entry>): DesiredService {
  const { stage, artifactDigest } = version
  const before = entryOf(now, version)
  if (before) return { ...now, versions: now.versions.map((each) => (each === before ? { ...each, ...change } : each)) }
  return { ...now, versions: [...now.versions, { artifactDigest, stage, migrated: false, probe: null, ...change }] }
}

function withoutVersion(now: DesiredService, version: RunningVersion): DesiredService {
  return { ...now, versions: now.versions.filter((each) => each !== entryOf(now, version)) }
}

function asFailure(error: unknown): unknown {
  return error instanceof NotStarted ? notStarted(error.reason, error.message) : error
}

function notStarted(reason: string, message: string): Failure {
  return new Failure('unavailable', reason, `The version was not started. ${message}`)
}

function unknown(service: string, digest: string): Failure {
  return new Failure('notFound', 'notRunning', `${service} does not run ${digest}. Start it first.`)
}

function stillRouted({ service }: RunningVersion): Failure {
  return new Failure(
    'refused',
    'stillRouted',
    `Users of ${service} still reach this version. Route them elsewhere first.`,
  )
}

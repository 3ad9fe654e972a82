import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { AttemptBatch, ProbePlan, RunningVersion } from '#server/ports/delivery.ts'
import { countAttempts } from '../counts/counter.ts'
import { openUpstream, type Upstream } from '../upstream.ts'
import { edgeLimits, type Slot, type VersionState } from '../vocabulary.ts'
import { bringUp } from './bring-up.ts'
import { watchHealth } from './health.ts'
import { type Launched, type LaunchParts, lastLines, NotStarted } from './launch.ts'
import { pause } from './pause.ts'
import { startProber } from './prober.ts'

/** One version that should run: started, watched, restarted when it dies, drained when it stops. */
export interface Supervised {
  readonly version: RunningVersion
  readonly upstream: Upstream
  state(): VersionState
  /** Its process is up and answered its first health check. */
  ready(): boolean
  healthy(): boolean
  status(): { healthy: boolean; startedAt: string; restarts: number }
  /** Resolves with the first healthy answer. @throws NotStarted; the version is then gone. */
  start(signal: AbortSignal): Promise<void>
  /** Brings it up in the background and keeps trying: what a restarted edge does with what it ran before. */
  resume(): void
  stop(): Promise<void>
  probe(plan: ProbePlan | null): void
  /** Marks a request in flight; call the result when it has ended. */
  borrow(): () => void
  attempted(attempt: CountedAttempt): void
  take(at: string): AttemptBatch[]
}

export interface CountedAttempt {
  source: AttemptBatch['source']
  slot: Slot
  status: number
  failed: boolean
  ms: number
  principal: string | null
}

export interface SuperviseParts extends LaunchParts {
  /** Holds each running version's sockets; short, because socket paths end at 107 bytes. */
  runFolder: string
  migrated: { done(): boolean; note(): Promise<void> }
  observe(version: RunningVersion, attempt: CountedAttempt): void
  /** Something a person should find in the log. */
  tell(event: string, facts: Readonly<Record<string, unknown>>): void
}

export function supervise(version: RunningVersion, parts: SuperviseParts): Supervised {
  const folder = join(parts.runFolder, shortName(version))
  const upstream = openUpstream(join(folder, 'service', 'http.sock'))
  const place = { folder, upstream, migrated: parts.migrated }
  const counter = countAttempts(version)
  const ending = new AbortController()
  const now = { state: 'starting' as VersionState, startedAt: new Date().toISOString(), restarts: 0, failing: 0 }
  let inFlight = 0
  let launched: Launched | null = null
  let plan: ProbePlan | null = null
  let stopProber = () => {}
  let life: Promise<void> = Promise.resolve()
  const facts = () => ({ ...version, restarts: now.restarts })

  const attempted = (attempt: CountedAttempt) => {
    counter.record(attempt.source, attempt)
    parts.observe(version, attempt)
  }
  const probeAsPlanned = () => {
    stopProber()
    if (plan === null || now.state !== 'ready') return
    stopProber = startProber(upstream, plan, ({ status, ms }) => {
      const failed = status === null || status >= 500
      attempted({ source: 'probe', slot: 'none', status: status ?? 0, failed, ms, principal: null })
    })
  }

  const heard = (failuresInARow: number) => {
    if (now.state === 'draining') return
    now.failing = failuresInARow
    counter.health(failuresInARow)
  }

  /** Serves until the process ends; tells how it ended. */
  async function serve(up: Launched): Promise<void> {
    launched = up
    if (ending.signal.aborted) void up.process.stop(0)
    heard(0)
    now.startedAt = new Date().toISOString()
    now.state = 'ready'
    probeAsPlanned()
    const stopWatching = watchHealth(upstream, up.run.healthPath, heard)
    const { exitCode, signal, stderrTail } = await up.process.exited
    launched = null
    stopWatching()
    stopProber()
    if (!ending.signal.aborted) {
      now.state = 'restarting'
      counter.exited()
      parts.tell('version exited', { ...facts(), exitCode, signal, said: lastLines(stderrTail) })
    }
    await up.dispose()
  }

  /** Serves and brings up again until told to stop. Waits longer after each failure, starts afresh after a good minute. */
  async function keepUp(first: Launched | null): Promise<void> {
    let up = first
    for (let wait: number = edgeLimits.restartFirstMs; ; wait = Math.min(wait * 2, edgeLimits.restartLongestMs)) {
      const began = performance.now()
      up ??= await bringUp(version, place, parts, ending.signal).catch(failedRestart)
      if (up !== null) {
        await serve(up)
        up = null
        now.restarts++
      }
      if (performance.now() - began > 60_000) wait = edgeLimits.restartFirstMs
      if (isTampered(now.state) || !(await pause(wait, ending.signal))) return
    }
  }

  function watched(running: Promise<void>): Promise<void> {
    return running.catch((error: unknown) => parts.tell('supervision failed', { ...facts(), error }))
  }

  function failedRestart(error: unknown): null {
    if (ending.signal.aborted) return null
    if (error instanceof NotStarted && error.reason === 'tampered') now.state = 'tampered'
    // Anything else, a database that is not up yet for one, says nothing about the version.
    if (error instanceof NotStarted) counter.exited()
    parts.tell('version not restarted', { ...facts(), error })
    return null
  }

  return {
    version,
    upstream,
    state: () => now.state,
    ready: () => now.state === 'ready',
    healthy: () => now.state === 'ready' && now.failing < edgeLimits.unhealthyAfter,
    status: () => ({
      healthy: now.state === 'ready' && now.failing === 0,
      startedAt: now.startedAt,
      restarts: now.restarts,
    }),
    async start(signal) {
      const starting = bringUp(version, place, parts, AbortSignal.any([signal, ending.signal]))
      life = starting.then(
        () => undefined,
        () => undefined, // Told to whoever asked for the start.
      )
      life = watched(keepUp(await starting))
    },
    resume() {
      life = watched(keepUp(null))
    },
    async stop() {
      const deadline = performance.now() + edgeLimits.drainMs
      now.state = 'draining'
      stopProber()
      while (inFlight > 0 && performance.now() < deadline) await pause(10)
      ending.abort()
      // Without our idle connections the service can end as soon as it is told to.
      await upstream.destroy()
      await launched?.process.stop(Math.max(500, deadline - performance.now()))
      await life
    },
    probe(wanted) {
      if (isDeepStrictEqual(wanted, plan)) return
      plan = wanted
      probeAsPlanned()
    },
    borrow() {
      inFlight++
      return () => {
        inFlight--
      }
    },
    attempted,
    take: (at) => counter.take(at),
  }
}

function isTampered(state: VersionState): boolean {
  return state === 'tampered'
}

function shortName({ service, stage, artifactDigest }: RunningVersion): string {
  return createHash('sha256').update(`${service} ${stage} ${artifactDigest}`).digest('hex').slice(0, 10)
}

import type { Database } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { haltedScope, readSwitches, type SwitchState } from './switch.ts'

/** What anyone reads whose work a halt stopped. */
export const halted = (scope: string) =>
  new Failure('halted', 'halted', `Automation is halted (${scope}). People decide when it resumes.`, { scope })

/** A permit older than this is worth nothing: whoever cannot read the switches stops (delivery notes §5). */
export const permitLifetimeMs = 3_000
const renewalMs = 500
/** A line that is cut swallows questions; more of them would only use up the connections. */
const questionsAtOnce = 3

export interface WorkScope {
  service: string | null
  humanMade: boolean
}

/** A process's licence to have effects outside the database. Missing, stale or unreadable means stopped. */
export interface Permit {
  /** @throws Failure `halted` when this work may not have an effect now. Call it just before each effect. */
  assert(work: WorkScope): void
  /** Aborts when a halt covers this work, or the permit cannot be renewed. Release it when the work is done. */
  begin(work: WorkScope): { signal: AbortSignal; end(): void }
  runningWork(): number
  /** The sum of the switches' epochs last seen: what this process has acknowledged. */
  epoch(): bigint
  renewNow(): Promise<void>
  close(): void
}

/** Renews every half second from the database; stops work under way within one renewal of a halt. */
export function holdPermit(database: Database, monotonicNow: () => number = () => performance.now()): Permit {
  let switches: readonly SwitchState[] = []
  let readAt = Number.NEGATIVE_INFINITY
  const working = new Map<AbortController, WorkScope>()

  const refusal = (work: WorkScope): Failure | null => {
    if (monotonicNow() - readAt > permitLifetimeMs) {
      return new Failure('halted', 'permitStale', 'The halt switches cannot be read, so automation stands still.')
    }
    const scope = work.humanMade ? null : haltedScope(switches, work.service)
    return scope === null ? null : halted(scope)
  }
  const stopRefused = () => {
    for (const [controller, work] of working) {
      const why = refusal(work)
      if (why) controller.abort(why)
    }
  }
  let asking = 0
  const renewNow = async () => {
    const startedAt = monotonicNow()
    asking += 1
    try {
      const read = await readSwitches(database)
      // An answer that was overtaken by a later one says nothing any more.
      if (startedAt > readAt) [switches, readAt] = [read, startedAt]
    } finally {
      asking -= 1
      stopRefused()
    }
  }
  // A renewal that fails, or never answers, needs no handling: the permit goes stale, and staleness is what stops the work.
  const timer = setInterval(() => {
    stopRefused()
    if (asking < questionsAtOnce) renewNow().catch(() => undefined)
  }, renewalMs)
  timer.unref()

  return {
    assert(work) {
      const why = refusal(work)
      if (why) throw why
    },
    begin(work) {
      const controller = new AbortController()
      const why = refusal(work)
      if (why) throw why
      working.set(controller, work)
      return { signal: controller.signal, end: () => void working.delete(controller) }
    },
    runningWork: () => working.size,
    epoch: () => switches.reduce((sum, each) => sum + each.epoch, 0n),
    renewNow,
    close: () => clearInterval(timer),
  }
}

import type { Decision } from './evidence/index.ts'
import type { RollbackCause } from './vocabulary.ts'

/** The number that a version was taken back for, and the limit it broke. */
export interface Measured {
  measure: 'errorRate' | 'p95Ms' | 'healthFailures' | null
  measured: number | null
  limit: number | null
}

export const unmeasured: Measured = { measure: null, measured: null, limit: null }

type Sources = Decision['numbers']['sources']

/** ADR-001 "Automated Rollback Triggers" 1 to 3, and what else takes a version back. */
const triggers: Readonly<Record<string, string>> = {
  errors: 'errorRate',
  recentErrors: 'errorRate',
  latency: 'latency',
  unhealthy: 'health',
  exited: 'health',
}

export const triggerOf = (cause: RollbackCause): string => triggers[cause] ?? cause

/** From what the judge saw at that moment; nothing where the cause is no number, or nobody watched. */
export function measuredFor(cause: RollbackCause, decision: Decision | null): Measured {
  if (!decision) return unmeasured
  const { sources, healthFailuresInARow, triggers: limits } = decision.numbers
  switch (cause) {
    case 'errors':
      return rate(worst(sources, ({ error }) => error.peakEvidence).error)
    case 'recentErrors': {
      const { recent, error } = worst(sources, ({ recent: { attempts, failures } }) => failures / Math.max(1, attempts))
      return rate({ trials: recent.attempts, bad: recent.failures, limit: error.limit })
    }
    case 'latency': {
      const { p95Ms, latencyLimitMs } = worst(sources, ({ slow }) => slow.peakEvidence)
      return { measure: 'p95Ms', measured: p95Ms, limit: latencyLimitMs }
    }
    case 'unhealthy':
      return {
        measure: 'healthFailures',
        measured: healthFailuresInARow,
        limit: limits.health.consecutiveFailures,
      }
    default:
      return unmeasured
  }
}

const worst = ({ live, probe }: Sources, by: (source: Sources['live']) => number) =>
  by(probe) > by(live) ? probe : live

function rate({ trials, bad, limit }: { trials: number; bad: number; limit: number }): Measured {
  return { measure: 'errorRate', measured: trials > 0 ? bad / trials : null, limit }
}

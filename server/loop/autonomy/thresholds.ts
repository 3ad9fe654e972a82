import type { RiskTier } from '../change/tier.ts'

/** Every number that decides about a rollout, once. Browser-safe; read by the judge, the machine and the pages that explain them. */

/** What the judge compares with. ADR-001 "Automated Rollback Triggers", made statistical where the ADR gives a bare rate. */
export interface Triggers {
  errorRate: {
    /** Share of attempts that may fail. Above it, evidence gathers for taking the version back. */
    limit: number
    /** The literal rule: more than `limit` of the last this many attempts failed; users are taken off the version at once. */
    recentAttempts: number
  }
  latency: {
    /** An attempt is slow past this. */
    limitMs: number
    /** …or past this many times the stable version's 95th percentile, once that is known. */
    overBaseline: number
    /** A multiple of the baseline counts only from here on: below it, it measures the machine rather than the change. */
    baselineFloorMs: number
    /** Attempts on the stable version before its percentile is believed. */
    baselineAttempts: number
    /** Share of attempts that may be slow: what "P95" means. */
    slowShare: number
  }
  health: {
    consecutiveFailures: number
    withinMs: number
  }
  evidence: {
    /** Likelihood against "within limits" at which the version is taken back: chance of a wrong decision at most 1 in this, ever. */
    rollBack: number
    /** The same for a fault that begins late; larger, because this test forgets the good past. */
    lateOnset: number
    /** The weight stops growing here. */
    freeze: number
    /** Likelihood for "within limits" that a step needs before it may end: 20 is 95 %. */
    prove: number
  }
  sharedCause: {
    /** The stable version counts as failing too from this likelihood on; then the change may not be the cause. */
    stableEvidence: number
    /** …unless the new version fails more than this many times as often. */
    worseFactor: number
  }
}

export const triggers: Triggers = {
  errorRate: { limit: 0.01, recentAttempts: 1000 },
  latency: { limitMs: 500, overBaseline: 3, baselineFloorMs: 100, baselineAttempts: 200, slowShare: 0.05 },
  health: { consecutiveFailures: 3, withinMs: 60_000 },
  evidence: { rollBack: 100, lateOnset: 10_000, freeze: 20, prove: 20 },
  sharedCause: { stableEvidence: 20, worseFactor: 2 },
}

/** ADR-001 "Monitoring Intensification": after a version was taken back, the next is watched twice as closely. */
export const closeTriggers: Triggers = { ...triggers, errorRate: { ...triggers.errorRate, limit: 0.005 } }

/** ADR-001 §6: share of users on the canary, in parts of 10,000. */
export const canaryWeights = { low: 500, medium: 500, high: 100, critical: 50 } as const satisfies Record<
  RiskTier,
  number
>

/** Shortest time a canary step lasts, by `app_now()`; when it elapses the step may end, if the evidence says so. */
export const stepMinimumSeconds = { standard: 300, intensified: 600 } as const

export function stepMinimumFor(tier: RiskTier, closelyWatched: boolean): number {
  const intensified = closelyWatched || tier === 'high' || tier === 'critical'
  return intensified ? stepMinimumSeconds.intensified : stepMinimumSeconds.standard
}

/** The previous version keeps running this long after the new one is everywhere; when it elapses it is stopped. */
export const warmRetentionHours = 24

/** A Critical change stays in the sandbox this long; when it elapses the first canary step may begin. */
export const criticalSandboxHours = 48

/** The canary gets at least this many attempts a second: contract probes make up for users who are not there. */
export const evidenceFloorPerSecond = 35

/** The same on a throw-away instance whose clock is moved: what is waited for is skipped, what is counted never is. */
export const rehearsalProbesPerSecond = 150

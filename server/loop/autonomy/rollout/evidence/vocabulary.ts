/** What the judge can say about a version on trial, and why. Browser-safe. */

export const verdicts = ['gather', 'proven', 'freeze', 'cut', 'rollBack'] as const
/**
 * `gather`: nothing decided. `proven`: within limits, the step may end once its time is up. `freeze`: the weight must not grow.
 * `cut`: users off at once, probes go on. `rollBack`: take it back.
 */
export type Verdict = (typeof verdicts)[number]

export const verdictReasons = {
  exited: 'The new version stopped running.',
  unhealthy: 'The new version failed its health check several times in a row.',
  errors: 'The new version fails more requests than allowed; chance does not explain it.',
  latency: 'The new version answers too slowly; chance does not explain it.',
  recentErrors:
    'Too many of the most recent requests failed, so users no longer reach the new version while probes find out why.',
  sharedCause: 'The running version is failing too, so the change may not be the cause.',
  sharedSlowness: 'The running version answers slowly too, so the change may not be the cause.',
  errorsSuspected: 'Failures are adding up; the share of users stays where it is.',
  latencySuspected: 'Slow answers are adding up; the share of users stays where it is.',
  withinLimits: 'Enough requests were seen to say that failures and slow answers are within limits.',
  tooFewRequests: 'Not enough requests yet to say anything.',
} as const
export type VerdictReason = keyof typeof verdictReasons

export const evidenceSources = ['live', 'probe'] as const
export type EvidenceSource = (typeof evidenceSources)[number]

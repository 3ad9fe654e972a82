/** The edge's words and limits. Browser-safe. */

/** `tampered`: its files are not those of its digest, so it was not started and will not be tried again. */
export type VersionState = 'starting' | 'ready' | 'restarting' | 'draining' | 'tampered'

/** Which part a version played for one attempt; `none` for probes of a version that gets no users. */
export type Slot = 'stable' | 'canary' | 'none'

/** Why a version could not be started. */
export type StartFailure = 'unknown' | 'tampered' | 'notRunnable' | 'migration' | 'exited' | 'notHealthy' | 'stopped'

export const edgeLimits = {
  /** Longest slice of time in which attempts are counted together. */
  sliceMs: 250,
  /** An attempt is counted as slow past this (ADR-001 trigger 2). */
  slowMs: 500,
  /** Failures of one principal within this time share a cause. */
  samePrincipalMs: 10_000,
  /** Slices kept per service for readers; older ones are dropped. */
  slicesKept: 20_000,
  healthEveryMs: 1000,
  healthTimeoutMs: 1000,
  /** Failures in a row after which a canary gets no more users. */
  unhealthyAfter: 3,
  /** A version that is not healthy by then was not started. */
  startMs: 30_000,
  migrateMs: 120_000,
  /** Requests in flight may take this long when a version or the edge stops. */
  drainMs: 10_000,
  /** While the edge stops, a connection without a request for this long is closed. */
  idleWhileDrainingMs: 2000,
  probeTimeoutMs: 5000,
  probesAtOnce: 32,
  /** A version that does not begin its answer by then has failed the attempt. */
  answerMs: 30_000,
  /** Largest body kept to be sent again. */
  replayableBytes: 65_536,
  restartFirstMs: 100,
  restartLongestMs: 10_000,
  memoryMb: 256,
} as const

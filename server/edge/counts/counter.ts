import type { AttemptBatch, RunningVersion } from '#server/ports/delivery.ts'
import { edgeLimits } from '../vocabulary.ts'
import { bucketOf, upperBoundMs } from './latency-buckets.ts'

export interface Attempt {
  failed: boolean
  ms: number
  /** Who sent it, as a digest; null for probes. */
  principal: string | null
}

type Source = AttemptBatch['source']

/** Counts one version's attempts in slices, users and probes apart. Each attempt is counted once, before anyone retries it. */
export interface Counter {
  record(source: Source, attempt: Attempt): void
  health(failuresInARow: number): void
  exited(): void
  /** The slices since the last call; nothing happened is `[]`. */
  take(at: string): AttemptBatch[]
}

interface Slice {
  attempts: number
  failures: number
  repeated: number
  slow: number
  latency: Map<number, number>
}

export function countAttempts({ artifactDigest, stage }: RunningVersion): Counter {
  let slices = empty()
  let healthFailuresInARow = 0
  let exited = false
  let noteworthy = false
  const repeats = repeatsOfOnePrincipal()

  function batch(source: Source, slice: Slice, at: string): AttemptBatch {
    const latency = [...slice.latency]
      .sort(([a], [b]) => a - b)
      .map(([bucket, n]) => [upperBoundMs(bucket), n] as const)
    const { attempts, failures, repeated: repeatedFailures, slow } = slice
    const counts = { attempts, failures, repeatedFailures, slow, latency }
    return { artifactDigest, stage, source, ...counts, healthFailuresInARow, exited, at }
  }

  return {
    record(source, attempt) {
      const slice = slices[source]
      slice.attempts++
      if (attempt.failed) slice.failures++
      if (attempt.failed && attempt.principal !== null && repeats(attempt.principal)) slice.repeated++
      if (attempt.ms > edgeLimits.slowMs) slice.slow++
      const bucket = bucketOf(attempt.ms)
      slice.latency.set(bucket, (slice.latency.get(bucket) ?? 0) + 1)
    },
    health(failuresInARow) {
      noteworthy ||= failuresInARow !== healthFailuresInARow
      healthFailuresInARow = failuresInARow
    },
    exited() {
      exited = true
      noteworthy = true
    },
    take(at) {
      const taken = slices
      const probes = taken.probe.attempts > 0 || noteworthy ? [batch('probe', taken.probe, at)] : []
      const live = taken.live.attempts > 0 ? [batch('live', taken.live, at)] : []
      slices = empty()
      exited = false
      noteworthy = false
      return [...probes, ...live]
    },
  }
}

function empty(): Record<Source, Slice> {
  const slice = () => ({ attempts: 0, failures: 0, repeated: 0, slow: 0, latency: new Map<number, number>() })
  return { live: slice(), probe: slice() }
}

function repeatsOfOnePrincipal(): (principal: string) => boolean {
  const counted = new Map<string, number>()
  return (principal) => {
    const now = performance.now()
    const before = counted.get(principal)
    if (before !== undefined && now - before < edgeLimits.samePrincipalMs) return true
    if (counted.size >= 10_000) counted.clear()
    counted.set(principal, now)
    return false
  }
}

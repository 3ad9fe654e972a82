import type { AttemptBatch } from '#server/ports/delivery.ts'
import type { Triggers } from '../../thresholds.ts'
import { attemptsIn, type Latency, mergeLatency, quantile, slowerThan } from './latency.ts'
import { emptyProcess, observe, type Process } from './process.ts'
import { nothingRecent, type Recent, remember } from './recent.ts'
import type { EvidenceSource } from './vocabulary.ts'

/** All that was learnt about one version on trial. Plain JSON, so it is stored, shown and replayed as it stands. */
export interface EvidenceState {
  canary: string
  stable: string | null
  sources: Record<EvidenceSource, SourceEvidence>
  /** Users' attempts on the stable version: the baseline, and the sign of a cause that both share. */
  baseline: Record<EvidenceSource, Baseline>
  /** When health checks of the present run of failures failed; at most as many as the rule asks for. */
  healthFailures: readonly string[]
  healthFailuresInARow: number
  /** The first time the health rule was broken; it stays broken. */
  unhealthyAt: string | null
  exitedAt: string | null
}

export interface SourceEvidence {
  error: Process
  slow: Process
  recent: Recent
  latency: Latency
}

export interface Baseline {
  error: Process
  slow: Process
  latency: Latency
}

/** @param versions artifact digests. */
export function beginEvidence(versions: { canary: string; stable: string | null }): EvidenceState {
  const source: SourceEvidence = { error: emptyProcess, slow: emptyProcess, recent: nothingRecent, latency: [] }
  const baseline: Baseline = { error: emptyProcess, slow: emptyProcess, latency: [] }
  return {
    ...versions,
    sources: { live: source, probe: source },
    baseline: { live: baseline, probe: baseline },
    healthFailures: [],
    healthFailuresInARow: 0,
    unhealthyAt: null,
    exitedAt: null,
  }
}

/** Adds one slice of counts. Slices of other versions are ignored; the triggers must be the same for the whole trial. */
export function assess(state: EvidenceState, batch: AttemptBatch, triggers: Triggers): EvidenceState {
  if (batch.artifactDigest === state.stable && batch.artifactDigest !== state.canary)
    return withBaseline(state, batch, triggers)
  if (batch.artifactDigest !== state.canary) return state
  return withHealth(withAttempts(state, batch, triggers), batch, triggers)
}

/** Milliseconds past which an attempt of this source is slow, given what the stable version has shown so far. */
export function latencyLimit(baseline: Baseline, { latency }: Triggers): number {
  const p95 = quantile(baseline.latency, 0.95)
  if (p95 === null || attemptsIn(baseline.latency) < latency.baselineAttempts) return latency.limitMs
  return Math.min(latency.limitMs, Math.max(latency.baselineFloorMs, latency.overBaseline * p95))
}

function withAttempts(state: EvidenceState, batch: AttemptBatch, triggers: Triggers): EvidenceState {
  const before = state.sources[batch.source]
  const baseline = state.baseline[batch.source]
  const after: SourceEvidence = {
    error: observeErrors(before.error, batch, triggers),
    slow: observeSlow(before.slow, batch, baseline, triggers),
    recent: remember(before.recent, batch.attempts, batch.failures, triggers.errorRate.recentAttempts),
    latency: mergeLatency(before.latency, batch.latency),
  }
  return { ...state, sources: { ...state.sources, [batch.source]: after } }
}

function withBaseline(state: EvidenceState, batch: AttemptBatch, triggers: Triggers): EvidenceState {
  const before = state.baseline[batch.source]
  const after: Baseline = {
    error: observeErrors(before.error, batch, triggers),
    slow: observeSlow(before.slow, batch, before, triggers),
    latency: mergeLatency(before.latency, batch.latency),
  }
  return { ...state, baseline: { ...state.baseline, [batch.source]: after } }
}

/** Both versions are held to the same limit, so that a slow machine shows on both. */
function observeSlow(process: Process, batch: AttemptBatch, baseline: Baseline, triggers: Triggers): Process {
  const limitMs = latencyLimit(baseline, triggers)
  const slow = limitMs < triggers.latency.limitMs ? slowerThan(batch.latency, limitMs) : batch.slow
  return observe(process, batch.attempts, Math.max(slow, batch.slow), triggers.latency.slowShare)
}

/** Failures of one person within ten seconds are one trial: they share a cause, and the test assumes independent trials. */
function observeErrors(process: Process, batch: AttemptBatch, { errorRate }: Triggers): Process {
  const repeated = batch.repeatedFailures ?? 0
  return observe(process, batch.attempts - repeated, batch.failures - repeated, errorRate.limit)
}

function withHealth(state: EvidenceState, batch: AttemptBatch, { health }: Triggers): EvidenceState {
  const more = batch.healthFailuresInARow - state.healthFailuresInARow
  const earlier = more < 0 ? [] : state.healthFailures
  const added = new Array<string>(more < 0 ? batch.healthFailuresInARow : more).fill(batch.at)
  const failures = [...earlier, ...added].slice(-health.consecutiveFailures)
  const broken = failures.length >= health.consecutiveFailures && span(failures) <= health.withinMs
  return {
    ...state,
    healthFailures: failures,
    healthFailuresInARow: batch.healthFailuresInARow,
    unhealthyAt: state.unhealthyAt ?? (broken ? batch.at : null),
    exitedAt: state.exitedAt ?? (batch.exited ? batch.at : null),
  }
}

function span(times: readonly string[]): number {
  return Date.parse(times.at(-1) ?? '') - Date.parse(times[0] ?? '')
}

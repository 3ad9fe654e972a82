import { Pool } from 'undici'
import * as z from 'zod/mini'
import { Failure, type FailureCode, failureCodes } from '#server/platform/errors.ts'
import type {
  AttemptBatch,
  RunningVersion,
  ServiceRuntime,
  TrafficDriver,
  TrafficRoute,
} from '#server/ports/delivery.ts'

/** Runs versions and splits traffic with our own edge process, over its control socket. */
export interface EdgeNode extends ServiceRuntime, TrafficDriver {
  readonly scripted: false
  /** Drops idle connections to the edge. */
  close(): Promise<void>
}

/**
 * Commands fail with the edge's own `Failure`: `conflict/olderEpoch` for a late one, `unavailable` when the edge does not run or a
 * version does not start. A repeated command does no harm.
 */
export function edgeNode({ controlSocket }: { controlSocket: string }): EdgeNode {
  const pool = new Pool('http://edge', {
    socketPath: controlSocket,
    connections: 32,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const tell = async (method: 'POST' | 'PUT', path: string, body: unknown, signal?: AbortSignal): Promise<void> => {
    await call(pool, { method, path, body, signal })
  }
  const ask = <T>(path: string) => call(pool, { method: 'GET', path, body: undefined, signal: undefined }) as Promise<T>

  return {
    scripted: false,
    start: (version, epoch, signal) => tell('POST', '/start', { version: only(version), epoch }, signal),
    stop: (version, epoch) => tell('POST', '/stop', { version: only(version), epoch }),
    running: () => ask('/versions'),
    route: (service, { stable, canary, canaryWeight }, epoch) =>
      tell('PUT', `/routes/${service}`, { route: { stable, canary, canaryWeight }, epoch }),
    current: (service) => ask<(TrafficRoute & { epoch: number }) | null>(`/routes/${service}`),
    attempts: (service, cursor) =>
      ask<{ cursor: number; batches: AttemptBatch[] }>(`/attempts/${service}?cursor=${cursor}`),
    probe: (version, plan) => tell('PUT', '/probes', { version: only(version), plan }),
    close: () => pool.close(),
  }
}

interface Call {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  body: unknown
  signal: AbortSignal | undefined
}

async function call(pool: Pool, { method, path, body, signal }: Call): Promise<unknown> {
  const text = body === undefined ? null : JSON.stringify(body)
  const response = await pool.request({ method, path, body: text, signal: signal ?? null }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    const sentence = 'The edge does not answer. What runs keeps running; nothing new is released until it is back.'
    throw Object.assign(new Failure('unavailable', 'edgeDown', sentence), { cause })
  })
  const answer = await response.body.json()
  if (response.statusCode === 200) return answer
  throw failureFrom(answer)
}

const Refusal = z.object({
  code: z.string(),
  reason: z.string(),
  message: z.string(),
  detail: z.optional(z.record(z.string(), z.unknown())),
})

function failureFrom(answer: unknown): Error {
  const { code, reason, message, detail } = Refusal.parse(answer)
  if (!failureCodes.some((known) => known === code)) return new Error(message)
  return new Failure(code as FailureCode, reason, message, detail)
}

function only({ service, stage, artifactDigest }: RunningVersion): RunningVersion {
  return { service, stage, artifactDigest }
}

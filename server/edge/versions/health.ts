import type { Upstream } from '../upstream.ts'
import { edgeLimits } from '../vocabulary.ts'

/** Asks once whether a version is healthy: 200 in time. */
export async function isHealthy(upstream: Upstream, path: string): Promise<boolean> {
  return (await upstream.get(path, edgeLimits.healthTimeoutMs)).status === 200
}

/** Resolves `healthy` with the first 200; `late` when there was none in time. */
export async function firstHealthy(upstream: Upstream, path: string, signal: AbortSignal): Promise<'healthy' | 'late'> {
  const deadline = performance.now() + edgeLimits.startMs
  while (performance.now() < deadline && !signal.aborted) {
    if (await isHealthy(upstream, path)) return 'healthy'
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return 'late'
}

/** Asks each second and tells how many failures there have been in a row. Returns how to stop. */
export function watchHealth(upstream: Upstream, path: string, tell: (failuresInARow: number) => void): () => void {
  let failuresInARow = 0
  let stopped = false
  let asking = false
  const timer = setInterval(async () => {
    if (asking) return
    asking = true
    const healthy = await isHealthy(upstream, path)
    asking = false
    if (stopped) return
    failuresInARow = healthy ? 0 : failuresInARow + 1
    tell(failuresInARow)
  }, edgeLimits.healthEveryMs)
  return () => {
    stopped = true
    clearInterval(timer)
  }
}

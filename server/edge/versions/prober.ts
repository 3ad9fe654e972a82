import type { ProbePlan } from '#server/ports/delivery.ts'
import type { Upstream } from '../upstream.ts'
import { edgeLimits } from '../vocabulary.ts'

export interface Probed {
  status: number | null
  ms: number
}

/**
 * Asks a version for safe paths, in turn, at a steady rate, so that there is evidence when there are no users.
 * Answers of 500 and above, broken connections and answers later than 5 s are failures. Returns how to stop.
 */
export function startProber(upstream: Upstream, plan: ProbePlan, probed: (result: Probed) => void): () => void {
  if (plan.paths.length === 0 || plan.perSecond <= 0) return () => {}
  let next = 0
  let waiting = 0
  let due = performance.now()
  let stopped = false
  const ask = async () => {
    const path = plan.paths[next++ % plan.paths.length] as string
    waiting++
    const result = await upstream.get(path, edgeLimits.probeTimeoutMs)
    waiting--
    if (!stopped) probed(result)
  }
  const timer = setInterval(
    () => {
      const now = performance.now()
      // After a pause the lost probes are not made up: they would arrive all at once.
      due = Math.max(due, now - 1000 / plan.perSecond)
      for (; due <= now; due += 1000 / plan.perSecond) if (waiting < edgeLimits.probesAtOnce) void ask()
    },
    Math.max(5, Math.min(1000 / plan.perSecond, 250)),
  )
  return () => {
    stopped = true
    clearInterval(timer)
  }
}

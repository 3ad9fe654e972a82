/** Latency counts in logarithmic buckets `[upperBoundMs, count]`. */
export type Latency = readonly (readonly [upperBoundMs: number, count: number])[]

export function mergeLatency(a: Latency, b: Latency): Latency {
  const counts = new Map(a)
  for (const [bound, count] of b) counts.set(bound, (counts.get(bound) ?? 0) + count)
  return [...counts].sort(([x], [y]) => x - y)
}

export function attemptsIn(latency: Latency): number {
  return latency.reduce((sum, [, count]) => sum + count, 0)
}

/** Upper bound of the bucket in which the given share of attempts is reached; null without attempts. */
export function quantile(latency: Latency, share: number): number | null {
  const wanted = attemptsIn(latency) * share
  let seen = 0
  for (const [bound, count] of latency) {
    seen += count
    if (seen >= wanted && count > 0) return bound
  }
  return null
}

/** Attempts certainly slower than the limit: those in buckets that begin at or past it. A bucket spans a factor of 2^¼. */
export function slowerThan(latency: Latency, limitMs: number): number {
  return latency.reduce((sum, [bound, count]) => (bound / 2 ** 0.25 >= limitMs ? sum + count : sum), 0)
}

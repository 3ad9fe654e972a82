/** The last attempts, kept in the slices they came in: just enough slices to cover the number asked for. */
export interface Recent {
  attempts: number
  failures: number
  slices: readonly (readonly [attempts: number, failures: number])[]
}

export const nothingRecent: Recent = { attempts: 0, failures: 0, slices: [] }

export function remember(recent: Recent, attempts: number, failures: number, atLeast: number): Recent {
  if (attempts === 0 && failures === 0) return recent
  const slices = [...recent.slices, [attempts, failures] as const]
  let total = recent.attempts + attempts
  let failed = recent.failures + failures
  for (let oldest = slices[0]; oldest && total - oldest[0] >= atLeast; oldest = slices[0]) {
    total -= oldest[0]
    failed -= oldest[1]
    slices.shift()
  }
  return { attempts: total, failures: failed, slices }
}

/** The ADR's literal rule. Too nervous to convict (a healthy 0.5 % trips it now and then), quick enough to take users off. */
export function recentlyOver(recent: Recent, limit: number, atLeast: number): boolean {
  return recent.attempts >= atLeast && recent.failures / recent.attempts > limit
}

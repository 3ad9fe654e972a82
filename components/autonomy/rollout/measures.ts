import type { Test } from './reading.ts'

/** Attempts that are still missing for one measure, if none of them is bad; null when its limit is proven. */
export function stillNeeded(test: Test): { attempts: number; atLeast: boolean } | null {
  const { trials, bad, limit, cleanTrialsNeeded, upperBound } = test
  const missing = cleanTrialsNeeded - trials
  if (upperBound === undefined ? bad === 0 && missing <= 0 : upperBound <= limit) return null
  if (bad === 0 && missing <= 0) return null
  return { attempts: Math.max(1, missing), atLeast: bad > 0 }
}

/** A share in per cent with as many digits as it needs to be told from its limit. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.1 ? 2 : 1))} %`
}

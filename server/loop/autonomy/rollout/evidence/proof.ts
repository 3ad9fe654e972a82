import { logLikelihoodRatio, logMeanExp } from './process.ts'

/** The other direction: evidence that a share lies below a limit. Time alone never promotes; this does. */

const ALTERNATIVES = 16

export interface Totals {
  trials: number
  bad: number
}

/** Natural logarithm of the e-value for "the share is below `limit`". */
export function logProof(totals: Totals, limit: number): number {
  return logMeanExp(alternativesBelow(limit).map((p) => logLikelihoodRatio(p, limit, totals.trials, totals.bad)))
}

/** Anytime-valid upper confidence bound of the share, at confidence 1 − 1/`strength`: the smallest limit that is disproved. */
export function upperBound(totals: Totals, strength: number): number {
  const target = Math.log(strength)
  let low = totals.trials === 0 ? 1 : totals.bad / totals.trials
  let high = 1
  if (logProof(totals, 1 - 1e-9) < target) return 1
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (logProof(totals, middle) >= target) high = middle
    else low = middle
  }
  return high
}

/** How many attempts without a single failure show that the share is below `limit`. */
export function cleanTrialsToProve(limit: number, strength: number): number {
  const proves = (trials: number) => logProof({ trials, bad: 0 }, limit) >= Math.log(strength)
  let tooFew = 0
  let enough = 1
  while (!proves(enough)) enough *= 2
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (proves(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}

/** Zero, then geometric from 0.67 to 0.035 of the limit. */
function alternativesBelow(limit: number): number[] {
  return Array.from({ length: ALTERNATIVES }, (_, i) => (i === 0 ? 0 : limit * 0.7 * 0.05 ** (i / (ALTERNATIVES - 1))))
}

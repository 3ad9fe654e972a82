/**
 * Sequential tests of "at most a share p0 of trials are bad" that stay valid however often one looks: a mixture likelihood ratio
 * over 16 alternatives (an e-process; Ville's inequality bounds its maximum) and its restarted form, an e-CUSUM, for late onset.
 */

const ALTERNATIVES = 16

export interface Process {
  trials: number
  bad: number
  /** Largest natural logarithm of the e-value so far; Ville's bound holds for the maximum. */
  peak: number
  /** One restarted log-likelihood per alternative. */
  restarted: readonly number[]
  restartedPeak: number
}

export const emptyProcess: Process = {
  trials: 0,
  bad: 0,
  peak: 0,
  restarted: new Array<number>(ALTERNATIVES).fill(0),
  restartedPeak: 0,
}

/** Adds trials under the hypothesis that a share of at most `p0` is bad. */
export function observe(process: Process, trials: number, bad: number, p0: number): Process {
  if (trials === 0 && bad === 0) return process
  const worse = alternativesAbove(p0)
  const restarted = worse.map((p, i) => Math.max(0, process.restarted[i] ?? 0) + logLikelihoodRatio(p, p0, trials, bad))
  const next = { trials: process.trials + trials, bad: process.bad + bad, restarted }
  return {
    ...next,
    peak: Math.max(process.peak, logEvidence(next, p0)),
    restartedPeak: Math.max(process.restartedPeak, logMeanExp(restarted)),
  }
}

/** Natural logarithm of the e-value against "at most p0", from the totals so far. */
export function logEvidence(totals: { trials: number; bad: number }, p0: number): number {
  return logMeanExp(alternativesAbove(p0).map((p) => logLikelihoodRatio(p, p0, totals.trials, totals.bad)))
}

export function logLikelihoodRatio(p: number, p0: number, trials: number, bad: number): number {
  const fromBad = bad === 0 ? 0 : bad * Math.log(p / p0)
  return fromBad + (trials - bad) * Math.log((1 - p) / (1 - p0))
}

export function logMeanExp(values: readonly number[]): number {
  const largest = Math.max(...values)
  if (largest === Number.NEGATIVE_INFINITY) return largest
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0) / values.length)
}

/** Geometric from 1.5 p0 to 98 %, so that a slight and a total failure both have an alternative near them. */
function alternativesAbove(p0: number): readonly number[] {
  const known = grids.get(p0)
  if (known) return known
  const first = p0 * 1.5
  const grid = Array.from({ length: ALTERNATIVES }, (_, i) => first * (0.98 / first) ** (i / (ALTERNATIVES - 1)))
  grids.set(p0, grid)
  return grid
}

const grids = new Map<number, readonly number[]>()

/** A measured value beside what it is meant to hold; no limit where nothing is promised, no value where nothing was measured. */
export interface Figure {
  name: string
  value: number | null
  unit: 'ms' | 'KB' | 'MB' | 'per second' | 'count'
  limit: number | null
  ok: boolean
}

type Measured = Pick<Figure, 'name' | 'unit'> & { value: number }

/** A figure that must not be larger than its limit. */
export function atMost(limit: number, figure: Measured): Figure {
  return { ...figure, limit, ok: figure.value <= limit }
}

/** A figure that must not be smaller than its limit. */
export function atLeast(limit: number, figure: Measured): Figure {
  return { ...figure, limit, ok: figure.value >= limit }
}

/** A figure that is told and promises nothing. */
export function told(figure: Measured): Figure {
  return { ...figure, limit: null, ok: true }
}

/** A promise that could not be put to the test, and why: never counted as kept. */
export function notMeasured(figure: Pick<Figure, 'name' | 'unit' | 'limit'>, why: string): Figure {
  return { ...figure, name: `${figure.name}: not measured, ${why}`, value: null, ok: false }
}

/** Smallest value that at least this share of the values does not exceed, to a tenth. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))
  return Math.round((sorted[at] ?? Number.NaN) * 10) / 10
}

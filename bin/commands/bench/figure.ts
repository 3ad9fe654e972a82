/** A measured value beside what it is meant to hold; null where nothing is promised. */
export interface Figure {
  name: string
  value: number
  unit: 'ms' | 'MB' | 'per second' | 'count'
  limit: number | null
  ok: boolean
}

/** A figure that must not be larger than its limit. */
export function atMost(limit: number, figure: Pick<Figure, 'name' | 'value' | 'unit'>): Figure {
  return { ...figure, limit, ok: figure.value <= limit }
}

/** A figure that must not be smaller than its limit. */
export function atLeast(limit: number, figure: Pick<Figure, 'name' | 'value' | 'unit'>): Figure {
  return { ...figure, limit, ok: figure.value >= limit }
}

/** A figure that is told and promises nothing. */
export function told(figure: Pick<Figure, 'name' | 'value' | 'unit'>): Figure {
  return { ...figure, limit: null, ok: true }
}

/** Smallest value that at least this share of the values does not exceed, to a tenth. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))
  return Math.round((sorted[at] ?? Number.NaN) * 10) / 10
}

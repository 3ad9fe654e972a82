import type { RemovedKind } from '#server/loop/intents/vocabulary.ts'

/** A stretch of text that a detector claims. */
export interface Span {
  kind: RemovedKind
  start: number
  end: number
}

export type Detector = (text: string) => Span[]

/**
 * A detector from a pattern. Group `value`, where there is one, is what is claimed, otherwise the whole match. `accepts`
 * decides on what the pattern cannot, such as a check digit.
 */
export function pattern(
  kind: RemovedKind,
  expression: RegExp,
  accepts: (value: string, whole: string) => boolean = () => true,
): Detector {
  const flags = expression.flags.includes('d') ? expression.flags : `${expression.flags}d`
  const search = new RegExp(expression.source, flags.includes('g') ? flags : `${flags}g`)
  return (text) =>
    [...text.matchAll(search)].flatMap((match) => {
      const claimed = match.indices?.groups?.['value'] ?? match.indices?.[0]
      if (!claimed) return []
      const [start, end] = claimed
      return accepts(text.slice(start, end), match[0]) ? [{ kind, start, end }] : []
    })
}

/** Keeps the first detector's claim where claims overlap, then the longer one. `claims` are in order of precedence. */
export function withoutOverlaps(claims: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const claim of claims) {
    if (!kept.some((other) => claim.start < other.end && other.start < claim.end)) kept.push(claim)
  }
  return kept.sort((one, other) => one.start - other.start)
}

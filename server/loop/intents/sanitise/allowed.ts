import { passesContainer, passesImo } from './checksums.ts'

/**
 * What port, customs and software people write all day and which only looks like a personal number: IMO and MMSI numbers,
 * container numbers (ISO 6346), UN/LOCODE, tariff codes, versions, digests, UUIDs.
 */
const expressions: readonly [RegExp, (match: RegExpMatchArray) => boolean][] = [
  [/\bIMO[ -]?(?:no\.?|number|#)?[ :]*(\d{7})\b/gi, ([, digits]) => passesImo(digits ?? '')],
  [/\bMMSI[ -]?(?:no\.?|number|#)?[ :]*\d{9}\b/gi, () => true],
  [
    /\b([A-Z]{3}[UJZ]) ?(\d{6})[ -]?(\d)\b/g,
    ([, owner, serial, check]) => passesContainer(`${owner}${serial}${check}`),
  ],
  [/\b[A-Z]{2} ?[A-Z]{3}\b/g, () => true],
  [/\bv?\d{1,3}\.\d{1,3}\.\d{1,4}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?(?![\d-])/g, () => true],
  [/\bHS (?:code )?\d{4}(?:\.\d{2}){0,3}\b/gi, () => true],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, () => true],
  [/\b(?:[0-9a-f]{40}|[0-9a-f]{64})\b/g, () => true],
]

export interface Stretch {
  start: number
  end: number
}

/** Where the text holds such codes; a number inside one is never taken for a person's. */
export function allowedStretches(text: string): Stretch[] {
  return expressions.flatMap(([expression, accepts]) =>
    [...text.matchAll(expression)]
      .filter(accepts)
      .map((match) => ({ start: match.index, end: match.index + match[0].length })),
  )
}

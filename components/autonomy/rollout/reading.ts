import { isNumber, oneOf, orLeftOut, orNull, readAs, shaped } from '#components/rpc/shape.ts'
import { verdictReasons, verdicts } from '#server/loop/autonomy/rollout/evidence/vocabulary.ts'

type Reason = keyof typeof verdictReasons

export interface Test {
  trials: number
  bad: number
  limit: number
  cleanTrialsNeeded: number
  /** The largest share that what was seen still allows. */
  upperBound?: number | undefined
}

interface Source {
  error: Test
  slow: Test
  p95Ms: number | null
  latencyLimitMs: number
}

/** The part of the judge's decision that a page shows. */
export interface Reading {
  verdict: (typeof verdicts)[number]
  reason: Reason
  numbers: { sources: { live: Source; probe: Source } }
}

const isTest = shaped<Test>({
  trials: isNumber,
  bad: isNumber,
  limit: isNumber,
  cleanTrialsNeeded: isNumber,
  upperBound: orLeftOut(isNumber),
})
const isSource = shaped<Source>({ error: isTest, slow: isTest, p95Ms: orNull(isNumber), latencyLimitMs: isNumber })
const isReading = shaped<Reading>({
  verdict: oneOf(verdicts),
  reason: oneOf(Object.keys(verdictReasons) as Reason[]),
  numbers: shaped({ sources: shaped({ live: isSource, probe: isSource }) }),
})

/** Null when nobody has judged yet, or an older version wrote it differently. */
export function readReading(raw: unknown): Reading | null {
  return readAs(isReading, raw)
}

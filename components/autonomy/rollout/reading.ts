import * as z from 'zod/mini'
import { verdictReasons, verdicts } from '#server/loop/autonomy/rollout/evidence/vocabulary.ts'

type Reason = keyof typeof verdictReasons

const Test = z.object({
  trials: z.number(),
  bad: z.number(),
  limit: z.number(),
  cleanTrialsNeeded: z.number(),
  /** The largest share that what was seen still allows. */
  upperBound: z.optional(z.number()),
})
export type Test = z.infer<typeof Test>
const Source = z.object({ error: Test, slow: Test, p95Ms: z.nullable(z.number()), latencyLimitMs: z.number() })

/** The part of the judge's decision that a page shows. */
export const Reading = z.object({
  verdict: z.enum(verdicts),
  reason: z.enum(Object.keys(verdictReasons) as [Reason, ...Reason[]]),
  numbers: z.object({ sources: z.object({ live: Source, probe: Source }) }),
})
export type Reading = z.infer<typeof Reading>

/** Null when nobody has judged yet, or an older version wrote it differently. */
export function readReading(raw: unknown): Reading | null {
  return z.safeParse(Reading, raw).data ?? null
}

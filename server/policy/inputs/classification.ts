import * as z from 'zod/mini'
import { riskTiers } from '#server/loop/change/tier.ts'
import { Digest } from './head.ts'

/** Facts that decide what a change is and how much can go wrong. A layer that is not there yet is null. */

const nonEmpty = z.string().check(z.minLength(1))

/** A run of one to three normalised words, and where it stands in the text (UTF-16 offsets). */
export const Term = z.strictObject({ term: nonEmpty, start: z.int(), end: z.int() })
export type Term = z.infer<typeof Term>

export const Suspected = z.strictObject({ kind: nonEmpty, term: z.string(), start: z.int(), end: z.int() })

export const ClassificationFacts = z.strictObject({
  version: z.literal(1),
  policyDigest: Digest,
  /** `suspicions` are what the sanitiser saw: each raises the tier and is shown. */
  text: z.nullable(z.strictObject({ terms: z.array(Term), suspicions: z.array(Suspected) })),
  /** The IntentSpec's shape, once a form or the parser gave one. */
  form: z.nullable(z.strictObject({ shape: nonEmpty, personalFields: z.int() })),
  /** A model's suggestion: it may raise, never lower. */
  model: z.nullable(z.strictObject({ tier: z.enum(riskTiers), kind: nonEmpty, confidence: z.number() })),
  design: z.nullable(
    z.strictObject({
      schemaChanges: z.int(),
      personalFields: z.int(),
      dependencies: z.int(),
      environment: z.int(),
      operations: z.int(),
    }),
  ),
  diff: z.nullable(
    z.strictObject({
      paths: z.array(nonEmpty),
      migrationVerbs: z.array(nonEmpty),
      dependencies: z.int(),
      environment: z.int(),
    }),
  ),
})
export type ClassificationFacts = z.infer<typeof ClassificationFacts>

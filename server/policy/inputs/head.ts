import * as z from 'zod/mini'
import { evidenceKinds, origins } from '#server/policy/vocabulary.ts'

/** What every decision's input has in common. No optional keys anywhere: what is not known is null. */

export const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/))
export const Place = { path: z.nullable(z.string()), line: z.nullable(z.int()) }

/** One producer's word that it looked, wholly, at exactly `subject`. */
export const Evidence = z.strictObject({
  kind: z.enum(evidenceKinds),
  producer: z.string().check(z.minLength(1)),
  producerVersion: z.string().check(z.minLength(1)),
  /** False when the tool crashed or looked at nothing. */
  completed: z.boolean(),
  /** What a checker concluded; null for producers that only collect facts. */
  passed: z.nullable(z.boolean()),
  /** The tree, artifact or person it is about; null when unknown, which no rule accepts. */
  subject: z.nullable(z.string()),
  /** Of the producer's whole output. */
  sha256: Digest,
})
export type Evidence = z.infer<typeof Evidence>

export const head = {
  version: z.literal(1),
  /** Milliseconds since 1970; the only clock a rule has. */
  nowMs: z.int().check(z.positive()),
  /** The policy the caller believes is active. */
  policyDigest: Digest,
  origin: z.enum(origins),
  evidence: z.array(Evidence),
}

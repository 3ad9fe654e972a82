import * as z from 'zod/mini'
import { riskTiers } from '#server/loop/change/tier.ts'

/** Parts that several predicates share. Nothing here may hold free text: words of people go into salted digests. */

export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** `sha256:…`, as artifacts are named. */
export const ContentDigest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))
export const CommitId = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/))
export const Moment = z.iso.datetime()
/** An identifier, a version, an enumerated code or a path: printable, short, no line breaks. */
export const Label = z.string().check(z.minLength(1), z.maxLength(300), z.regex(/^[^\p{Cc}]+$/u))
export const Service = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/))
export const EntryId = z.uuid()
export const Count = z.int().check(z.nonnegative())
export const Weight = z.int().check(z.minimum(0), z.maximum(10_000))
/** `gitCommit` beside it where the thing is a commit: in-toto's own name for such a digest. */
export const NamedDigest = z.strictObject({ name: Label, sha256: Sha256, gitCommit: z.optional(CommitId) })
/** in-toto's ResourceDescriptor, as far as we write it. */
export const Descriptor = z.looseObject({
  name: z.optional(Label),
  uri: z.optional(Label),
  digest: z.optional(z.record(z.string(), z.string())),
})
export const Scalar = z.union([z.string().check(z.maxLength(300)), z.number(), z.boolean(), z.null()])

export const actorKinds = ['person', 'agent', 'service', 'token', 'system'] as const

/** What every entry says of itself, whatever its kind. */
export const EntryHeader = z.strictObject({
  entryId: EntryId,
  tenant: Label,
  runId: z.nullable(Label),
  changeId: z.nullable(Label),
  /** Business time: the wall clock plus `clockOffsetMs`. */
  occurredAt: Moment,
  clockOffsetMs: z.int(),
  /** `ref` is a pseudonymous id, never a name or an address. */
  actor: z.strictObject({ kind: z.enum(actorKinds), ref: Label }),
  riskTier: z.nullable(z.enum(riskTiers)),
  /** True when a practice person acted. */
  practice: z.boolean(),
  /** True when a scripted twin (model, receiver) took part. */
  scripted: z.boolean(),
  materials: z.array(NamedDigest).check(z.maxLength(200)),
})
export type EntryHeader = z.infer<typeof EntryHeader>

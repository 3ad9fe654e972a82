import * as z from 'zod/mini'
import { riskTiers } from '#server/loop/change/tier.ts'
import { Incident, Reseal, Seal } from './predicates/answering.ts'
import { Build, Design, Generation, Intent, Merge, Workspace } from './predicates/authoring.ts'
import {
  Approval,
  Change,
  Consent,
  ConsentCheck,
  Evidence,
  Identity,
  KillSwitch,
  PolicyActivation,
  PolicyDecision,
} from './predicates/deciding.ts'
import {
  Clock,
  Deployment,
  KeyRotation,
  Keyset,
  Performance,
  Projection,
  Rollback,
  ShardGenesis,
} from './predicates/delivering.ts'
import { Label, NamedDigest } from './predicates/parts.ts'
import { Erasure, LegalHold, Retention } from './predicates/retaining.ts'
import { Check, Components, SourceLevel, Verification, Vulnerabilities } from './predicates/verifying.ts'
import type { EntryKind } from './vocabulary.ts'

export { EvidenceManifest } from './predicates/deciding.ts'
export { EntryHeader } from './predicates/parts.ts'

/**
 * What an entry of each kind must say. Strict when writing: an unknown field is refused, so nothing slips into a leaf
 * that nobody thought about. Readers ignore fields they do not know. Browser-safe.
 */
export const predicates = {
  intent: Intent,
  design: Design,
  generation: Generation,
  check: Check,
  components: Components,
  vulnerabilities: Vulnerabilities,
  'policy-decision': PolicyDecision,
  verification: Verification,
  'policy-activation': PolicyActivation,
  consent: Consent,
  'consent-check': ConsentCheck,
  build: Build,
  evidence: Evidence,
  approval: Approval,
  deployment: Deployment,
  performance: Performance,
  rollback: Rollback,
  incident: Incident,
  reseal: Reseal,
  seal: Seal,
  merge: Merge,
  'source-level': SourceLevel,
  'kill-switch': KillSwitch,
  workspace: Workspace,
  identity: Identity,
  change: Change,
  clock: Clock,
  keyset: Keyset,
  'shard-genesis': ShardGenesis,
  'key-rotation': KeyRotation,
  erasure: Erasure,
  'legal-hold': LegalHold,
  retention: Retention,
  projection: Projection,
} as const satisfies Record<EntryKind, z.ZodMiniType>

export type Predicate<K extends EntryKind> = z.infer<(typeof predicates)[K]>

/** Words of one person: they become salted digests in the leaf, and ciphertext under that person's key beside it. */
export const Personal = z.strictObject({
  /** The person's id. */
  subject: Label,
  fields: z.record(z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/)), z.string().check(z.maxLength(20_000))),
})
export type Personal = z.infer<typeof Personal>

const SomeBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Words of a model call, kept beside the entry under the person's key. Not part of the leaf. */
const Kept = z.strictObject({
  subject: Label,
  request: SomeBytes,
  response: z.nullable(SomeBytes),
})

/** The part of a draft that is the same for every kind. */
export const DraftFrame = z.object({
  changeId: z.nullable(Label),
  runId: z.nullable(Label),
  riskTier: z.nullable(z.enum(riskTiers)),
  subjects: z.array(NamedDigest).check(z.minLength(1), z.maxLength(200)),
  materials: z.array(NamedDigest).check(z.maxLength(200)),
  personal: z.optional(Personal),
  kept: z.optional(Kept),
  /** True when a scripted twin (model, receiver) took part; false when left out. */
  scripted: z.optional(z.boolean()),
})

/** What a verb hands over; the header is completed by `governed`. */
export type EntryDraft = {
  [K in EntryKind]: z.infer<typeof DraftFrame> & { kind: K; predicate: Predicate<K> }
}[EntryKind]

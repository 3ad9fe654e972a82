import * as z from 'zod/mini'
import { riskTiers } from '#server/loop/change/tier.ts'
import { Digest, head, Place } from './head.ts'

/** Facts about one commit, gathered by our own producers for exactly that commit's tree. */

const nonEmpty = z.string().check(z.minLength(1))

const file = { path: nonEmpty, binary: z.boolean() }

/** A renamed file always says from where: what it was called decides whether it is protected. */
export const ChangedFile = z.union([
  z.strictObject({ ...file, change: z.literal('added'), previousPath: z.null() }),
  z.strictObject({ ...file, change: z.literal('modified'), previousPath: z.null() }),
  z.strictObject({ ...file, change: z.literal('deleted'), previousPath: z.null() }),
  z.strictObject({ ...file, change: z.literal('renamed'), previousPath: nonEmpty }),
])
export type ChangedFile = z.infer<typeof ChangedFile>

export const SyntaxFacts = z.strictObject({
  /** Package (not file) imports that this change adds. `locked` is null when no lockfile could be read. */
  imports: z.array(
    z.strictObject({ module: nonEmpty, builtin: z.boolean(), locked: z.nullable(z.boolean()), ...Place }),
  ),
  /** `kind` is a name of `dangerousCalls`; `text` is the call, shortened. */
  dangerousCalls: z.array(z.strictObject({ kind: nonEmpty, text: z.string(), ...Place })),
  /** Every HTTP operation the service offers after this change. */
  provided: z.array(nonEmpty),
  /** Those this change adds or alters, such as `POST /vessel-arrivals`. Null: could not be told. */
  operations: z.array(
    z.strictObject({
      operation: nonEmpty,
      readsBody: z.nullable(z.boolean()),
      validated: z.nullable(z.boolean()),
      ...Place,
    }),
  ),
  /** Environment variables this change starts to read; `*` when the name is computed. */
  environment: z.array(z.strictObject({ name: nonEmpty, ...Place })),
  /** Values that look personal and are written to a log. */
  loggedPersonal: z.array(z.strictObject({ name: nonEmpty, ...Place })),
})

export const MigrationStatement = z.strictObject({
  kind: z.enum([
    'createTable',
    'addColumn',
    'addConstraint',
    'createIndex',
    'comment',
    'narrowing',
    'privilege',
    'other',
  ]),
  /** The first words of the statement, upper case. */
  verb: nonEmpty,
  table: z.nullable(z.string()),
  columns: z.array(nonEmpty),
  ...Place,
})

export const Component = z.strictObject({
  purl: nonEmpty,
  name: nonEmpty,
  scope: z.enum(['required', 'development']),
  /** SPDX expression in disjunctive normal form: each inner list is one way to satisfy it. Null: none, or not readable. */
  licences: z.nullable(z.array(z.array(nonEmpty).check(z.minLength(1))).check(z.minLength(1))),
})

export const DesignFacts = z.strictObject({
  /** sha256 of the design's canonical JSON. */
  digest: Digest,
  intentDigest: Digest,
  shape: nonEmpty,
  operations: z.array(nonEmpty),
  tables: z.array(nonEmpty),
  columns: z.array(z.strictObject({ table: nonEmpty, column: nonEmpty })),
  environment: z.array(nonEmpty),
  dependencies: z.array(nonEmpty),
  reviewed: z.boolean(),
})

export const PersonalField = z.strictObject({
  entity: nonEmpty,
  field: nonEmpty,
  /** Column name in the database. */
  column: nonEmpty,
  /** What the design says; false when only the name looks personal. */
  declared: z.boolean(),
  /** The consent purpose the workspace gives for the entity. */
  purpose: z.nullable(z.string()),
  ...Place,
})

export const LineageFacts = z.strictObject({
  /** From the ledger, not from the commit. */
  recordedIntent: z.nullable(Digest),
  recordedDesign: z.nullable(Digest),
  /** From the commit's trailers. */
  claimedIntent: z.nullable(z.string()),
  claimedDesign: z.nullable(z.string()),
  claimedOrigin: z.nullable(z.string()),
  claimedGenerator: z.nullable(z.string()),
  /** Null: unsigned, or signed by a key nobody registered. */
  signer: z.nullable(z.string()),
  signatureValid: z.boolean(),
  parents: z.array(z.string()),
})

export const ConfidenceFacts = z.strictObject({
  /** `model` when any line came from a model; `template` when all did from reviewed templates. */
  author: z.enum(['model', 'template', 'person']),
  /** 0 to 1; null when nobody gave one. */
  score: z.nullable(z.number()),
})

export const ChangeFacts = z.strictObject({
  ...head,
  stage: z.literal('change'),
  subject: z.strictObject({ id: nonEmpty, commit: nonEmpty, base: nonEmpty }),
  change: z.strictObject({ id: nonEmpty, service: nonEmpty, tier: z.enum(riskTiers) }),
  files: z.nullable(z.array(ChangedFile)),
  syntax: z.nullable(SyntaxFacts),
  migrations: z.nullable(z.array(MigrationStatement)),
  secrets: z.nullable(z.array(z.strictObject({ kind: nonEmpty, ...Place }))),
  components: z.nullable(z.array(Component)),
  tests: z.nullable(z.strictObject({ passed: z.int(), failed: z.int(), linesCoveredPercent: z.nullable(z.number()) })),
  design: z.nullable(DesignFacts),
  personalFields: z.nullable(z.array(PersonalField)),
  lineage: z.nullable(LineageFacts),
  confidence: z.nullable(ConfidenceFacts),
})
export type ChangeFacts = z.infer<typeof ChangeFacts>

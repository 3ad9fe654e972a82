import * as z from 'zod/mini'

/** The only things generated code may ask of a worktree. Paths are relative, `/`-separated, never through a link. Browser-safe. */

export const EditOperation = z.discriminatedUnion('op', [
  /** Whole file; creates folders. */
  z.object({ op: z.literal('write'), path: z.string(), content: z.string().check(z.maxLength(400_000)) }),
  /** `find` must occur exactly once. */
  z.object({ op: z.literal('replace'), path: z.string(), find: z.string().check(z.minLength(1)), replace: z.string() }),
  z.object({ op: z.literal('delete'), path: z.string() }),
])
export type EditOperation = z.infer<typeof EditOperation>

export const CodeAnswer = z.object({
  operations: z.array(EditOperation).check(z.minLength(1), z.maxLength(200)),
  /** One paragraph for the people who will read the change. */
  explanation: z.string().check(z.maxLength(4000)),
})
export type CodeAnswer = z.infer<typeof CodeAnswer>

export const checkNames = ['format', 'lint', 'types', 'tests', 'secrets', 'sbom'] as const
export type CheckName = (typeof checkNames)[number]

export const CheckFinding = z.object({
  rule: z.string(),
  message: z.string(),
  path: z.nullable(z.string()),
  line: z.nullable(z.int()),
})
export type CheckFinding = z.infer<typeof CheckFinding>

/** What one tool said about exactly one tree. A tool that crashed or looked at nothing has `completed: false`. */
export const CheckResult = z.object({
  name: z.enum(checkNames),
  tool: z.string(),
  toolVersion: z.string(),
  completed: z.boolean(),
  /** Meaningful only when completed. */
  passed: z.boolean(),
  findings: z.array(CheckFinding),
  /** Numbers the tool measured, such as `linesCoveredPercent`, `testsPassed`, `filesScanned`. */
  measures: z.record(z.string(), z.number()),
  durationMs: z.number(),
  /** sha256 of the tool's whole output, hexadecimal; it is kept as evidence under this digest. */
  outputSha256: z.string(),
})
export type CheckResult = z.infer<typeof CheckResult>

export const CheckReport = z.object({
  /** Git tree id the checks saw; null for an uncommitted worktree, which no guard accepts. */
  treeId: z.nullable(z.string()),
  startedAt: z.string(),
  results: z.array(CheckResult),
  /** CycloneDX 1.5 components: purl, licence expression or null, scope. */
  components: z.array(
    z.object({ purl: z.string(), licence: z.nullable(z.string()), scope: z.enum(['required', 'development']) }),
  ),
})
export type CheckReport = z.infer<typeof CheckReport>

/** `dominion.json` at a workspace's root: how its service is checked, built and run. */
export const WorkspaceManifest = z.object({
  version: z.literal(1),
  service: z.string(),
  /** Each is an argv run inside the sandbox, with the dependencies bound read-only at `node_modules`. */
  commands: z.object({
    format: z.array(z.string()),
    lint: z.array(z.string()),
    types: z.array(z.string()),
    tests: z.array(z.string()),
    build: z.array(z.string()),
  }),
  /** Folder the build writes; its content becomes the artifact. */
  output: z.string(),
  /** Run inside the artifact before a version starts; empty when there is no database. */
  migrate: z.array(z.string()),
  start: z.array(z.string()),
  healthPath: z.string(),
  needsDatabase: z.boolean(),
})
export type WorkspaceManifest = z.infer<typeof WorkspaceManifest>

/** The words a service's data is described in: by its own model, and by intents that change it. */

export const EntityName = z.string().check(z.regex(/^[A-Z][A-Za-z0-9]{1,39}$/))
export const FieldName = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/))
export const ServiceName = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/))

export const fieldTypes = ['text', 'integer', 'decimal', 'boolean', 'date', 'timestamp', 'uuid', 'email'] as const

export const FieldRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('minLength'), value: z.int().check(z.nonnegative()) }),
  z.object({ kind: z.literal('maxLength'), value: z.int().check(z.positive()) }),
  z.object({ kind: z.literal('minimum'), value: z.number() }),
  z.object({ kind: z.literal('maximum'), value: z.number() }),
  z.object({ kind: z.literal('pattern'), value: z.string().check(z.maxLength(200)) }),
  z.object({ kind: z.literal('oneOf'), values: z.array(z.string()).check(z.minLength(1), z.maxLength(40)) }),
  z.object({ kind: z.literal('imoNumber') }),
])
export type FieldRule = z.infer<typeof FieldRule>

export const Field = z.object({
  name: FieldName,
  type: z.enum(fieldTypes),
  required: z.boolean(),
  /** True when the value can identify a person; such a field needs a consent purpose before it may be processed. */
  personal: z.boolean(),
  rules: z.array(FieldRule).check(z.maxLength(8)),
})
export type Field = z.infer<typeof Field>

export const Entity = z.object({
  name: EntityName,
  fields: z.array(Field).check(z.minLength(1), z.maxLength(40)),
})
export type Entity = z.infer<typeof Entity>

export const ReadQuery = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('byId') }),
  z.object({ kind: z.literal('count') }),
  z.object({ kind: z.literal('filter'), field: FieldName }),
])
export type ReadQuery = z.infer<typeof ReadQuery>

/** What the workspace already has, read from its `model/service.json`; new work is checked against it. */
export const WorkspaceModel = z.object({
  version: z.literal(1),
  service: ServiceName,
  entities: z.array(
    z.extend(Entity, {
      /** URL path such as `/vessel-arrivals`. */
      path: z.string(),
      table: z.string(),
      orderBy: z.nullable(FieldName),
      queries: z.array(ReadQuery),
      listPage: z.nullable(z.array(FieldName)),
      consentPurpose: z.nullable(z.string()),
    }),
  ),
  config: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type WorkspaceModel = z.infer<typeof WorkspaceModel>

import * as z from 'zod/mini'

/** What a person asked for, structured and editable. Each shape is something the templates can build. Browser-safe. */

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

/** `orderBy` null means newest first. */
export const IntentSpec = z.discriminatedUnion('shape', [
  z.object({ shape: z.literal('resource'), service: ServiceName, entity: Entity, orderBy: z.nullable(FieldName) }),
  z.object({ shape: z.literal('readEndpoint'), service: ServiceName, entity: EntityName, query: ReadQuery }),
  z.object({ shape: z.literal('addField'), service: ServiceName, entity: EntityName, field: Field }),
  z.object({
    shape: z.literal('validation'),
    service: ServiceName,
    entity: EntityName,
    field: FieldName,
    rule: FieldRule,
  }),
  z.object({
    shape: z.literal('listPage'),
    service: ServiceName,
    entity: EntityName,
    columns: z.array(FieldName).check(z.minLength(1), z.maxLength(12)),
  }),
  z.object({
    shape: z.literal('config'),
    service: ServiceName,
    key: z.string().check(z.regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)),
    value: z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()]),
  }),
  z.object({
    shape: z.literal('docs'),
    service: ServiceName,
    path: z.string().check(z.regex(/^docs\/[a-z0-9][a-z0-9/-]{0,80}\.md$/)),
    title: z.string().check(z.minLength(1), z.maxLength(120)),
    body: z.string().check(z.maxLength(20_000)),
  }),
])
export type IntentSpec = z.infer<typeof IntentSpec>
export type IntentShape = IntentSpec['shape']

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

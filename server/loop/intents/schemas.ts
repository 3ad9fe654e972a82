import * as z from 'zod/mini'
import { Entity, EntityName, Field, FieldName, FieldRule, ReadQuery, ServiceName } from '#server/workspaces/schemas.ts'

/** An intent speaks of a workspace in the workspace's own words. */
export {
  Entity,
  Field,
  FieldRule,
  fieldTypes,
  ReadQuery,
  ServiceName,
  WorkspaceModel,
} from '#server/workspaces/schemas.ts'

/** What a person asked for, structured and editable. Each shape is something the templates can build. Browser-safe. */

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

import * as z from 'zod/mini'
import { Entity, IntentSpec, ServiceName } from '#server/loop/intents/schemas.ts'
import { componentId } from './vocabulary.ts'

/** The contract between design and code: code that does more than this, or less, is refused. Browser-safe. */

export const DesignComponent = z.object({
  id: z.string().check(z.regex(componentId)),
  kind: z.enum(['person', 'page', 'api', 'database', 'config', 'document']),
  name: z.string().check(z.maxLength(80)),
  /** Data classes it handles, such as `personal` or `operational`. */
  dataClasses: z.array(z.string()),
})

export const DesignRelation = z.object({ from: z.string(), to: z.string(), protocol: z.string() })

/** Expand-only while a rollout is open: nothing here drops or narrows what the previous version still uses. */
export const SchemaChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('createTable'), table: z.string(), columns: z.array(z.string()) }),
  z.object({ kind: z.literal('addColumn'), table: z.string(), column: z.string() }),
  z.object({ kind: z.literal('addConstraint'), table: z.string(), name: z.string() }),
])
export type SchemaChange = z.infer<typeof SchemaChange>

export const DesignSpec = z.object({
  version: z.literal(1),
  service: ServiceName,
  /** What the design answers; the person may have edited it since the sentence. */
  intent: IntentSpec,
  title: z.string().check(z.maxLength(120)),
  /** Two or three plain sentences: what is built, and why this way. */
  summary: z.string().check(z.maxLength(1000)),
  /** What this option trades against the other, in one sentence. */
  tradeOff: z.string().check(z.maxLength(400)),
  /** A valid OpenAPI 3.1 document of the service as it will be. */
  openapi: z.record(z.string(), z.unknown()),
  /** Operations this change adds or alters, such as `POST /vessel-arrivals`. Nothing else may appear. */
  operations: z.array(z.string()),
  entities: z.array(Entity),
  components: z.array(DesignComponent),
  relations: z.array(DesignRelation),
  schemaChanges: z.array(SchemaChange),
  newEnvironment: z.array(z.string()),
  newDependencies: z.array(z.string()),
  personalFields: z.array(z.string()),
  testPlan: z.array(z.string()),
  threats: z.array(z.string()),
  /** Which generator wrote it, such as `api/resource@1.0.0` or a model's id. */
  author: z.string(),
})
export type DesignSpec = z.infer<typeof DesignSpec>

export const DesignAnswer = z.object({ options: z.array(DesignSpec).check(z.minLength(1), z.maxLength(3)) })
export type DesignAnswer = z.infer<typeof DesignAnswer>

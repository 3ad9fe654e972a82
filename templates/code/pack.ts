import type { RiskTier } from '#server/loop/change/tier.ts'
import type { DesignSpec, SchemaChange } from '#server/loop/designs/schemas.ts'
import type { Entity, IntentShape, IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { Migration } from '#templates/code/render/sql.ts'

/** What a pack says about itself, in its `pack.json`. */
export interface PackManifest {
  /** Folder below `templates/code`, such as `api/resource`. */
  id: string
  version: string
  summary: string
  inputs: Record<string, string>
  outputs: string[]
  /** What it makes is never judged to be below this. */
  tierFloor: RiskTier
  licence: string
}

export type IntentOf<Shape extends IntentShape> = Extract<IntentSpec, { shape: Shape }>

/** One way of answering an intent: everything the design says, and everything the code follows from. */
export interface Option {
  /** Tells the options of one intent apart; part of the design's author. */
  name: string
  title: string
  summary: string
  tradeOff: string
  /** The service as it will be. */
  model: WorkspaceModel
  entities: Entity[]
  operations: string[]
  schemaChanges: SchemaChange[]
  migration: Migration | null
  /** Files that do not follow from the model, whole. Empty but for documents. */
  documents: (files: Readonly<Record<string, string>>) => Record<string, string>
  components: DesignSpec['components']
  relations: DesignSpec['relations']
  personalFields: string[]
  testPlan: string[]
  threats: string[]
}

/** A versioned generator for one shape of intent. The same input always gives the same output. */
export interface Pack<Shape extends IntentShape> {
  manifest: PackManifest
  /**
   * The ways to do it, the one that keeps closest to the words first.
   * @throws NoTemplate with a sentence for the person who asked.
   */
  options(intent: IntentOf<Shape>, model: WorkspaceModel): Option[]
}

/** What most options leave empty. */
export const noSchemaChange = {
  schemaChanges: [],
  migration: null,
  documents: () => ({}),
} satisfies Partial<Option>

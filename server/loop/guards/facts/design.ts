import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { digestOf } from '#server/platform/digest.ts'
import type { ChangeFacts, ClassificationFacts } from '#server/policy/schemas.ts'

/** What the code is held to. Digests are made here, from the design itself. */
export function designFacts(spec: DesignSpec, reviewed: boolean): NonNullable<ChangeFacts['design']> {
  return {
    digest: digestOf(spec),
    intentDigest: digestOf(spec.intent),
    shape: spec.intent.shape,
    operations: spec.operations,
    tables: [...new Set(spec.schemaChanges.map(({ table }) => table))],
    columns: spec.schemaChanges.flatMap(columnsOf),
    environment: spec.newEnvironment,
    dependencies: spec.newDependencies,
    reviewed,
  }
}

/** The same design as the layer of the classification. */
export function designLayer(spec: DesignSpec): NonNullable<ClassificationFacts['design']> {
  return {
    schemaChanges: spec.schemaChanges.length,
    personalFields: spec.personalFields.length,
    dependencies: spec.newDependencies.length,
    environment: spec.newEnvironment.length,
    operations: spec.operations.length,
  }
}

function columnsOf(change: DesignSpec['schemaChanges'][number]): { table: string; column: string }[] {
  const { table } = change
  if (change.kind === 'createTable') return change.columns.map((column) => ({ table, column }))
  return change.kind === 'addColumn' ? [{ table, column: change.column }] : []
}

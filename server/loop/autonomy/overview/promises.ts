import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { ChangeFacts } from '#server/policy/schemas.ts'
import type { PlannedPromise, PromiseKind, PromiseState } from './vocabulary.ts'

/**
 * What a design promises, each against the facts of the commit that policy judged, and what the commit holds beyond it. The
 * comparison is the one that the rules of `architecture` make; this only tells it item by item. Without facts all is open.
 */
export function promisesOf(spec: DesignSpec, facts: ChangeFacts | null): PlannedPromise[] {
  return [
    ...operations(spec, facts),
    ...schema(spec, facts),
    ...environment(spec, facts),
    ...dependencies(spec, facts),
    ...documents(spec, facts),
  ]
}

/** `held` null: nobody could look. */
function promised(kind: PromiseKind, name: string, facts: ChangeFacts | null, held: boolean | null): PlannedPromise {
  const looked: PromiseState = held === null ? 'unseen' : held ? 'kept' : 'missing'
  return { kind, name, state: facts === null ? 'open' : looked }
}

const beyond = (kind: PromiseKind, names: readonly string[]): PlannedPromise[] =>
  [...new Set(names)].map((name) => ({ kind, name, state: 'beyond' }))

function operations(spec: DesignSpec, facts: ChangeFacts | null): PlannedPromise[] {
  const syntax = facts?.syntax ?? null
  const added = syntax?.operations.map(({ operation }) => operation) ?? []
  return [
    ...spec.operations.map((name) => promised('operation', name, facts, syntax?.provided.includes(name) ?? null)),
    ...beyond(
      'operation',
      added.filter((name) => !spec.operations.includes(name)),
    ),
  ]
}

type Statement = NonNullable<ChangeFacts['migrations']>[number]

function schema(spec: DesignSpec, facts: ChangeFacts | null): PlannedPromise[] {
  const statements = facts?.migrations ?? null
  const known = new Set(spec.schemaChanges.map(({ table }) => table))
  const strange = statements?.filter(({ kind, table }) => kind !== 'comment' && !known.has(table ?? '')) ?? []
  return [
    ...spec.schemaChanges.map((change) => {
      const { kind, name, holds } = wanted(change)
      return promised(kind, name, facts, statements?.some(holds) ?? null)
    }),
    ...beyond(
      'table',
      strange.map(({ table, verb }) => table ?? verb),
    ),
  ]
}

function wanted(change: DesignSpec['schemaChanges'][number]): {
  kind: PromiseKind
  name: string
  holds: (statement: Statement) => boolean
} {
  const { kind, table } = change
  const same = (statement: Statement) => statement.kind === kind && statement.table === table
  switch (kind) {
    case 'createTable': {
      const { columns } = change
      const whole = ({ columns: held }: Statement) => columns.every((column) => held.includes(column))
      return { kind: 'table', name: `${table} (${columns.join(', ')})`, holds: (each) => same(each) && whole(each) }
    }
    case 'addColumn': {
      const { column } = change
      return {
        kind: 'column',
        name: `${table}.${column}`,
        holds: (each) => same(each) && each.columns.includes(column),
      }
    }
    case 'addConstraint':
      return { kind: 'rule', name: `${change.name} (${table})`, holds: same }
  }
}

function environment({ newEnvironment }: DesignSpec, facts: ChangeFacts | null): PlannedPromise[] {
  const read = facts?.syntax?.environment.map(({ name }) => name) ?? null
  return [
    ...newEnvironment.map((name) => promised('environment', name, facts, read?.includes(name) ?? null)),
    ...beyond('environment', read?.filter((name) => !newEnvironment.includes(name)) ?? []),
  ]
}

function dependencies({ newDependencies }: DesignSpec, facts: ChangeFacts | null): PlannedPromise[] {
  const imports = facts?.syntax?.imports ?? null
  const strange = imports?.filter(
    ({ module, builtin, locked }) => !builtin && locked !== true && !newDependencies.includes(module),
  )
  return [
    ...newDependencies.map((name) =>
      promised('dependency', name, facts, imports?.some(({ module }) => module === name) ?? null),
    ),
    ...beyond('dependency', strange?.map(({ module }) => module) ?? []),
  ]
}

function documents({ intent }: DesignSpec, facts: ChangeFacts | null): PlannedPromise[] {
  if (intent.shape !== 'docs') return []
  const written = facts?.files ?? null
  return [promised('document', intent.path, facts, written?.some(({ path }) => path === intent.path) ?? null)]
}

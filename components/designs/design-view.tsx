import * as en from '#components/messages/en.ts'
import { Facts } from '#components/ui/facts.tsx'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { DesignStructure } from './design-structure.tsx'

const words = en.intents

/** One design in the order a reviewer asks: what, of which parts, what it adds, which data, what could go wrong, how it is tested. */
export function DesignView({ spec }: { spec: DesignSpec }) {
  return (
    <div className="grid gap-4">
      <p className="max-w-3xl">{spec.summary}</p>
      <DesignStructure spec={spec} />
      <SpecFacts spec={spec} />
    </div>
  )
}

/** What a design says beside its picture. `fixedOnly`: what comes of the intent, without what people may write. */
export function SpecFacts({ spec, fixedOnly = false }: { spec: DesignSpec; fixedOnly?: boolean }) {
  const { operations, schemaChanges, personalFields, newDependencies } = spec
  return (
    <Facts
      of={[
        [words.adds, <Codes key="operations" of={operations} />],
        [words.schema, schemaChanges.length > 0 && <Lines key="schema" of={schemaChanges.map(schemaLine)} />],
        [words.data, personalFields.length > 0 ? words.personal(personalFields.join(', ')) : words.noPersonal],
        [words.dependencies, newDependencies.length > 0 && newDependencies.join(', ')],
        [words.threats, !fixedOnly && spec.threats.length > 0 && <Lines key="threats" of={spec.threats} />],
        [words.testPlan, !fixedOnly && spec.testPlan.length > 0 && <Lines key="tests" of={spec.testPlan} />],
        [words.designedBy, <code key="author">{spec.author}</code>],
      ]}
    />
  )
}

function Lines({ of }: { of: readonly string[] }) {
  return (
    <ul className="grid gap-0.5">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Codes({ of }: { of: readonly string[] }) {
  if (of.length === 0) return words.nothingNew
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {of.map((operation) => (
        <li key={operation}>
          <code className="rounded bg-sunken px-1.5 py-0.5">{operation}</code>
        </li>
      ))}
    </ul>
  )
}

function schemaLine(change: DesignSpec['schemaChanges'][number]): string {
  switch (change.kind) {
    case 'createTable':
      return words.createTable(change.table, change.columns.join(', '))
    case 'addColumn':
      return words.addColumn(change.table, change.column)
    case 'addConstraint':
      return words.addConstraint(change.table, change.name)
  }
}

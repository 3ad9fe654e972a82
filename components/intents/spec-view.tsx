import * as en from '#components/messages/en.ts'
import { Facts } from '#components/ui/facts.tsx'
import type { Field, FieldRule, IntentSpec } from '#server/loop/intents/schemas.ts'

const words = en.intents.labels

/** The structured intent, as it will be built. */
export function SpecView({ spec }: { spec: IntentSpec }) {
  return <Facts of={[[words.shape, en.intents.shapes[spec.shape]], ...factsOf(spec)]} />
}

function factsOf(spec: IntentSpec): (readonly [string, React.ReactNode])[] {
  switch (spec.shape) {
    case 'resource':
      return [
        [words.entity, <code key="entity">{spec.entity.name}</code>],
        [words.fields, <FieldList key="fields" fields={spec.entity.fields} />],
        [words.orderBy, spec.orderBy ?? words.newestFirst],
      ]
    case 'readEndpoint':
      return [
        [words.entity, <code key="entity">{spec.entity}</code>],
        [words.query, spec.query.kind === 'filter' ? spec.query.field : words.queries[spec.query.kind]],
      ]
    case 'addField':
      return [
        [words.entity, <code key="entity">{spec.entity}</code>],
        [words.field, <FieldList key="field" fields={[spec.field]} />],
      ]
    case 'validation':
      return [
        [words.entity, <code key="entity">{spec.entity}</code>],
        [words.field, <code key="field">{spec.field}</code>],
        [words.rule, ruleInWords(spec.rule)],
      ]
    case 'listPage':
      return [
        [words.entity, <code key="entity">{spec.entity}</code>],
        [words.columns, spec.columns.join(', ')],
      ]
    case 'config':
      return [
        [words.key, <code key="key">{spec.key}</code>],
        [words.value, <code key="value">{String(spec.value)}</code>],
      ]
    case 'docs':
      return [
        [words.path, <code key="path">{spec.path}</code>],
        [words.title, spec.title],
        [
          words.body,
          <span key="body" className="whitespace-pre-line">
            {spec.body}
          </span>,
        ],
      ]
  }
}

function FieldList({ fields }: { fields: readonly Field[] }) {
  return (
    <ul className="grid gap-1">
      {fields.map(({ name, type, required, personal, rules }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-2">
          <code>{name}</code>
          <span className="text-small text-muted">
            {[
              type,
              !required && words.optional,
              personal && words.personalData.toLowerCase(),
              ...rules.map(ruleInWords),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function ruleInWords(rule: FieldRule): string {
  const spoken = rule.kind.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  if (rule.kind === 'imoNumber') return 'IMO number'
  return rule.kind === 'oneOf' ? `${spoken} ${rule.values.join(', ')}` : `${spoken} ${rule.value}`
}

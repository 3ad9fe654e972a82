import type { Field, FieldRule } from '#server/loop/intents/schemas.ts'
import { ruleSentence } from '#templates/code/language/rules.ts'
import { samples } from '#templates/code/language/samples.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { entityOf, fieldOf, withEntity } from '#templates/code/model.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import { noSchemaChange, type Pack, type PackManifest } from '#templates/code/pack.ts'
import { apiParts, plainEntity } from '#templates/code/parts.ts'
import manifest from './pack.json' with { type: 'json' }

/** `Entity.fields` takes no more rules than this. */
const MOST_RULES = 8

/**
 * A rule for new values. There is one way only: a constraint in the database would refuse what the version before still
 * writes while both run, so the rule is kept by the API.
 */
export const validation: Pack<'validation'> = {
  manifest: manifest as PackManifest,
  options({ entity: name, field: fieldName, rule }, model) {
    const entity = entityOf(model, name)
    const field = fieldOf(entity, fieldName)
    const ruled = withRule(field, rule)
    samples(ruled)
    const changed = { ...entity, fields: entity.fields.map((other) => (other.name === fieldName ? ruled : other)) }
    const { title, many } = entityWords(name)
    return [
      {
        ...noSchemaChange,
        ...apiParts(changed),
        name: 'api',
        title: `${title}: ${fieldName} must be ${ruleSentence(rule)}`.slice(0, 120),
        summary: `New ${many} are refused when ${fieldName} is not ${shortened(ruleSentence(rule))}. The answer names the field and the rule. Records of before stay as they are.`,
        tradeOff: 'Kept by the API, not by the database, so that the version before keeps working during the rollout.',
        model: withEntity(model, changed),
        entities: [plainEntity(changed)],
        operations: [`POST ${entity.path}`],
        personalFields: [],
        testPlan: [
          `A value that breaks the rule is refused with ${fieldName} named, and nothing is stored.`,
          'A value that keeps it is recorded as before.',
        ],
        threats: [
          'Callers that send such values today are refused from now on.',
          'A hostile pattern could run for ever: patterns that repeat inside repetitions are not accepted.',
        ],
      },
    ]
  },
}

/** A limit replaces the one of its kind; a pattern is added to the others. */
function withRule(field: Field, rule: FieldRule): Field {
  const same = field.rules.some((other) => JSON.stringify(other) === JSON.stringify(rule))
  ensureTemplate(!same, `${field.name} keeps this rule already.`)
  const kept = rule.kind === 'pattern' ? field.rules : field.rules.filter((other) => other.kind !== rule.kind)
  ensureTemplate(
    kept.length < MOST_RULES,
    `${field.name} has ${MOST_RULES} rules already, which is the most a field can have.`,
  )
  return { ...field, rules: [...kept, rule] }
}

function shortened(sentence: string): string {
  return sentence.length > 400 ? `${sentence.slice(0, 400)}…` : sentence
}

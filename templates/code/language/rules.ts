import type { Field, FieldRule } from '#server/loop/intents/schemas.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'

/** A field's rules folded into one: the strictest of each kind. */
export interface Rules {
  minLength: number
  maxLength: number | null
  minimum: number | null
  maximum: number | null
  patterns: string[]
  oneOf: string[] | null
  imoNumber: boolean
}

/** Text without a limit of its own; the service's `values.ts` says the same. */
export const TEXT_LIMIT = 1000
/** Longer text is a document, not a field. */
const LONGEST_TEXT = 10_000

const kindsOfText: readonly FieldRule['kind'][] = ['minLength', 'maxLength', 'pattern', 'oneOf', 'imoNumber']
const kindsOfNumber: readonly FieldRule['kind'][] = ['minimum', 'maximum']
const kindsByType: Readonly<Record<Field['type'], readonly FieldRule['kind'][]>> = {
  text: kindsOfText,
  email: kindsOfText,
  integer: kindsOfNumber,
  decimal: kindsOfNumber,
  boolean: [],
  date: [],
  timestamp: [],
  uuid: [],
}

/** @throws NoTemplate when a rule does not fit the field's type. */
export function rulesOf(field: Field): Rules {
  for (const rule of field.rules) {
    ensureTemplate(
      kindsByType[field.type].includes(rule.kind),
      `The rule "${rule.kind}" does not fit ${field.name}, which holds ${field.type === 'integer' ? 'whole numbers' : field.type}.`,
    )
  }
  const rules = field.rules.reduce(fold, { ...none, patterns: [] })
  const longest = Math.max(rules.maxLength ?? 0, rules.minLength)
  ensureTemplate(
    longest <= LONGEST_TEXT,
    `Text in a field ends at ${LONGEST_TEXT} characters; ${field.name} asks for more.`,
  )
  return rules
}

const none: Rules = {
  minLength: 0,
  maxLength: null,
  minimum: null,
  maximum: null,
  patterns: [],
  oneOf: null,
  imoNumber: false,
}

function fold(rules: Rules, rule: FieldRule): Rules {
  switch (rule.kind) {
    case 'minLength':
      return { ...rules, minLength: Math.max(rules.minLength, rule.value) }
    case 'maxLength':
      return { ...rules, maxLength: Math.min(rules.maxLength ?? rule.value, rule.value) }
    case 'minimum':
      return { ...rules, minimum: Math.max(rules.minimum ?? rule.value, rule.value) }
    case 'maximum':
      return { ...rules, maximum: Math.min(rules.maximum ?? rule.value, rule.value) }
    case 'pattern':
      return { ...rules, patterns: [...rules.patterns, rule.value] }
    case 'oneOf':
      return { ...rules, oneOf: rules.oneOf?.filter((value) => rule.values.includes(value)) ?? rule.values }
    case 'imoNumber':
      return { ...rules, imoNumber: true }
  }
}

/** The longest text the field takes. */
export function textLimit(field: Field, rules: Rules): number {
  return rules.maxLength ?? (field.type === 'email' ? 254 : Math.max(TEXT_LIMIT, rules.minLength))
}

/** One rule as people read it. */
export function ruleSentence(rule: FieldRule): string {
  switch (rule.kind) {
    case 'minLength':
      return `at least ${rule.value} characters`
    case 'maxLength':
      return `at most ${rule.value} characters`
    case 'minimum':
      return `at least ${rule.value}`
    case 'maximum':
      return `at most ${rule.value}`
    case 'pattern':
      return `in the form \`${rule.value}\``
    case 'oneOf':
      return `one of ${rule.values.join(', ')}`
    case 'imoNumber':
      return 'an IMO number with a right check digit'
  }
}

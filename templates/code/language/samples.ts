import type { Field } from '#server/loop/intents/schemas.ts'
import { matching } from '#templates/code/language/pattern.ts'
import { type Rules, rulesOf, textLimit } from '#templates/code/language/rules.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'

export type Sample = string | number | boolean

/** How many different values a field's examples have at most. */
const VARIANTS = 3

/**
 * Up to three different values that the field accepts, for its tests and its API description.
 * @throws NoTemplate when its rules leave no value at all, or none that can be found.
 */
export function samples(field: Field): [Sample, ...Sample[]] {
  const [first, ...more] = candidates(field).slice(0, VARIANTS)
  ensureTemplate(first !== undefined, `No value of ${field.name} could satisfy all its rules at once.`)
  return [first, ...more]
}

/** The value of one test record; records with another number differ where the rules allow it. */
export function sample(field: Field, record: number): Sample {
  const values = samples(field)
  return values[record % values.length] ?? values[0]
}

function candidates(field: Field): Sample[] {
  const rules = rulesOf(field)
  const days = ['2026-01-31', '2026-02-28', '2026-03-31']
  switch (field.type) {
    case 'text':
      return texts(field, rules)
    case 'email':
      return texts(field, rules).filter((value) => /^[a-z]{1,64}@example\.(com|org)$/.test(value))
    case 'integer':
      return numbers(rules, (value) => Math.ceil(value), 1)
    case 'decimal':
      return numbers(rules, (value) => value, 0.5)
    case 'boolean':
      return [true, false]
    case 'date':
      return days
    case 'timestamp':
      return days.map((day) => `${day}T12:00:00.000Z`)
    case 'uuid':
      return ['a', 'b', 'c'].map((digit) => `0b8f3c8e-8a0c-4d7f-9d3f-0c6c0f6b2a1${digit}`)
  }
}

function texts(field: Field, rules: Rules): string[] {
  for (const pattern of rules.patterns) matching(pattern, 1)
  const expressions = rules.patterns.map((pattern) => new RegExp(pattern, 'u'))
  const limit = textLimit(field, rules)
  const fits = (value: string) =>
    value.length >= rules.minLength &&
    value.length <= limit &&
    expressions.every((expression) => expression.test(value)) &&
    (!rules.oneOf || rules.oneOf.includes(value)) &&
    (!rules.imoNumber || imoNumbers.some((number) => value === number || value === `IMO ${number}`))
  return rawTexts(field, rules, limit).filter(fits)
}

const imoNumbers = ['9074729', '9176187', '8814275']

function rawTexts(field: Field, rules: Rules, limit: number): string[] {
  if (rules.oneOf) return rules.oneOf
  if (rules.imoNumber) return [...imoNumbers, ...imoNumbers.map((number) => `IMO ${number}`)]
  const [pattern] = rules.patterns
  if (pattern !== undefined) return [...matching(pattern, 60), ...lengthened(matching(pattern, 60), rules, limit)]
  if (field.type === 'email') return ['anna', 'ben', 'carla', 'a', 'b', 'c'].flatMap((name) => emails(name, rules))
  return ['first', 'second', 'third'].map((word) => sized(word, rules.minLength, limit))
}

function emails(name: string, rules: Rules): string[] {
  const missing = Math.max(0, rules.minLength - `${name}@example.com`.length)
  return [`${name}${'x'.repeat(missing)}@example.com`]
}

/** Repeats what may be repeated; only values that still match are kept by the caller. */
function lengthened(values: readonly string[], rules: Rules, limit: number): string[] {
  return values.map((value) => sized(value, rules.minLength, limit))
}

function sized(value: string, least: number, limit: number): string {
  const filler = value === '' ? 'x' : value
  return value.length >= least
    ? value.slice(0, limit)
    : filler.repeat(Math.ceil(least / filler.length)).slice(0, Math.max(least, 1))
}

function numbers(rules: Rules, round: (value: number) => number, step: number): number[] {
  const low = round(rules.minimum ?? Math.min(1, rules.maximum ?? 1))
  const high = rules.maximum ?? low + 10
  const spread = [low, low + step, low + 2 * step, high].map(round)
  return [...new Set(spread)].filter(
    (value) => value >= (rules.minimum ?? value) && value <= high && Number.isSafeInteger(Math.trunc(value)),
  )
}

/** Values that must be refused, each with the reason in a few words. Their type is right unless the reason says otherwise. */
export function refusals(field: Field): { why: string; value: Sample | undefined }[] {
  const rules = rulesOf(field)
  const wrongType: Sample = field.type === 'text' || field.type === 'email' ? 7 : 'neither'
  const found: { why: string; value: Sample | undefined }[] = [{ why: 'is of another type', value: wrongType }]
  if (field.required) found.push({ why: 'is missing', value: undefined })
  if (field.type === 'text' || field.type === 'email') found.push(...textRefusals(field, rules))
  if (field.type === 'integer') found.push({ why: 'is not whole', value: Math.ceil(rules.minimum ?? 0) + 0.5 })
  if (rules.minimum !== null) found.push({ why: 'is too small', value: rules.minimum - 1 })
  if (rules.maximum !== null) found.push({ why: 'is too large', value: rules.maximum + 1 })
  return found
}

function textRefusals(field: Field, rules: Rules): { why: string; value: Sample }[] {
  const [good] = samples(field)
  const found: { why: string; value: Sample }[] = [
    { why: 'is too long', value: 'x'.repeat(textLimit(field, rules) + 1) },
  ]
  if (rules.minLength > 0) found.push({ why: 'is too short', value: String(good).slice(0, rules.minLength - 1) })
  const unlike = ['', ' ', '~', '0', 'a', 'A', '!?', '§'].find((text) =>
    rules.patterns.some((pattern) => !new RegExp(pattern, 'u').test(text)),
  )
  if (unlike !== undefined) found.push({ why: 'has the wrong form', value: unlike })
  if (rules.oneOf) found.push({ why: 'is not on the list', value: `${rules.oneOf.join('')}~` })
  if (rules.imoNumber) found.push({ why: 'has a wrong check digit', value: '9074728' })
  if (field.type === 'email') found.push({ why: 'is not an address', value: 'nobody' })
  return found
}

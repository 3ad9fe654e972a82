import { z } from 'zod'

/** The kinds of value a record may hold, each refusing what PostgreSQL could not store. */

/** What every record has besides its own fields. */
export interface Stored {
  id: string
  createdAt: string
}

export interface TextRules {
  minLength?: number
  maxLength?: number
  patterns?: readonly string[]
  oneOf?: readonly string[]
  imoNumber?: true
}

export interface NumberRules {
  minimum?: number
  maximum?: number
}

/** Longest text accepted when no rule says otherwise. */
const TEXT_LIMIT = 1000

export function text(rules: TextRules = {}) {
  const limit = rules.maxLength ?? TEXT_LIMIT
  const least = rules.minLength ?? 0
  const patterns = (rules.patterns ?? []).map((pattern) => new RegExp(pattern, 'u'))
  return z
    .string('must be text')
    .max(limit, `must be at most ${limit} characters long`)
    .min(least, `must be at least ${least} characters long`)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be plain text')
    .refine((value) => value.length > limit || patterns.every((pattern) => pattern.test(value)), 'has the wrong form')
    .refine((value) => !rules.oneOf || rules.oneOf.includes(value), `must be one of: ${rules.oneOf?.join(', ')}`)
    .refine((value) => !rules.imoNumber || isImoNumber(value), 'must be an IMO number with a right check digit')
}

export function email(rules: TextRules = {}) {
  return text({ maxLength: 254, ...rules }).pipe(z.email('must be an email address'))
}

export function integer(rules: NumberRules = {}) {
  return bounded(z.int('must be a whole number'), rules)
}

export function decimal(rules: NumberRules = {}) {
  return bounded(z.number('must be a number'), rules)
}

export function yesOrNo() {
  return z.boolean('must be true or false')
}

export function date() {
  return z.iso.date('must be a date such as 2026-01-31').refine(hasYear, 'must have a year from 0001')
}

export function timestamp() {
  return z.iso
    .datetime({ offset: true, error: 'must be a moment such as 2026-01-31T12:00:00Z' })
    .refine(hasYear, 'must have a year from 0001')
    .transform((value) => new Date(value).toISOString())
}

export function uuid() {
  return z.uuid('must be a UUID').transform((value) => value.toLowerCase())
}

/** A value that may be left out; it is stored, and answered, as null. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? null)
}

/**
 * IMO resolution A.1117(30): seven digits, the last being the units of the weighted sum of the first six.
 * The letters `IMO` may stand before them.
 */
export function isImoNumber(value: string): boolean {
  const digits = /^(?:IMO ?)?(\d{6})(\d)$/.exec(value)
  if (!digits?.[1]) return false
  const sum = [...digits[1]].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0)
  return sum % 10 === Number(digits[2])
}

function bounded(schema: z.ZodNumber, rules: NumberRules) {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = rules
  return schema.min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`)
}

function hasYear(value: string): boolean {
  return !value.startsWith('0000')
}

import type { Field, FieldRule } from '#server/loop/intents/schemas.ts'
import { numberOf, numberSource, singular } from './words.ts'

/** What a field holds: from words that say so, or else from its name. */
type Kind = Field['type']

const said: readonly [Kind, RegExp][] = [
  ['timestamp', /^(?:timestamp|date ?time|date[ -]and[ -]time|moment|time|instant)$/],
  ['date', /^(?:date|day|calendar date)$/],
  ['boolean', /^(?:boolean|bool|yes[ /-](?:or )?no|true[ /-](?:or )?false|flag|check ?box|toggle)$/],
  ['integer', /^(?:integer|int|whole number|count)$/],
  ['decimal', /^(?:decimal|float|number|numeric|real number|money|amount|percentage)$/],
  ['uuid', /^(?:uuid|guid)$/],
  ['email', /^(?:e-?mail(?: address)?)$/],
  ['text', /^(?:text|string|free[ -]text|short text|long text|words|characters|varchar)$/],
]

/** The type that words such as `whole number` or `yes/no` say; null when they say none. */
export function kindSaid(words: string): Kind | null {
  const plain = words.trim().toLowerCase().replace(/^an? /, '')
  return said.find(([, expression]) => expression.test(plain))?.[0] ?? null
}

/** The source of an expression for words that say a type, longest first. */
export const kindSource = String.raw`timestamp|date ?time|date[ -]and[ -]time|whole number|boolean|bool|yes[ /-](?:or )?no|true[ /-](?:or )?false|check ?box|integer|int|decimal|float|numeric|uuid|guid|e-?mail address|free[ -]text|short text|long text|text|string|varchar|number|flag|date|time|amount|money`

const byName: readonly [Kind, RegExp][] = [
  [
    'text',
    /\b(?:number|no|code|id|identifier|reference|ref|name|title|type|status|category|remarks?|notes?|comments?|description|reason)$/,
  ],
  ['timestamp', /\b(?:eta|etd|ata|atd|etb|etc|timestamp|time|datetime|at)$|^(?:time|moment) of\b/],
  [
    'date',
    /\b(?:date|day|deadline|birthday|dob|expiry)$|^(?:date|day) of\b|\b[a-z]+ed on$|\b(?:due|expires|valid (?:from|until|to)) on$|\bvalid (?:from|until|to)$/,
  ],
  [
    'integer',
    /^(?:number|count|quantity) of\b|\b(?:count|quantity|year|age|capacity|teu|headcount|floor|priority|total passengers)$/,
  ],
  [
    'decimal',
    /\b(?:draught|draft|length|loa|width|beam|depth|height|weight|tonnage|amount|price|rate|fee|duty|cost|charge|temperature|latitude|longitude|percentage|percent|distance|speed|volume|value|balance|tax|penalty|fine|area|dose|score|load|litres?|metres?|tonnes?)$|\b(?:amount|total|value|tax|duty|fee) (?:due|paid|owed|payable|declared|amount)$/,
  ],
  [
    'boolean',
    /^(?:is|has|was|can|needs|whether)\b|\b(?:flag|active|hazardous|paid|urgent|refrigerated|dangerous|perishable)$/,
  ],
  ['email', /\be ?mail(?: address)?$/],
  ['uuid', /\buuid$/],
]

/** The type a name suggests; text when it suggests none. `sure` is false when nothing in the name says so. */
export function kindByName(words: readonly string[]): { type: Kind; sure: boolean } {
  const phrase = words.join(' ')
  const found = byName.find(([, expression]) => expression.test(phrase))
  return found ? { type: found[0], sure: true } : { type: 'text', sure: false }
}

/** Rules that the name itself carries. */
export function rulesByName(words: readonly string[]): FieldRule[] {
  const phrase = words.map(singular).join(' ')
  return /\bimo(?: number| no)?$/.test(phrase) ? [{ kind: 'imoNumber' }] : []
}

const n = `(?<n>${numberSource})`
const m = `(?<m>${numberSource})`
const characters = String.raw`(?:characters?|chars?|letters?|digits?)(?: long| in length)?`
const most = String.raw`(?:at most|no more than|not more than|not longer than|no longer than|up to|max(?:imum)?(?: of| is| length(?: of)?)?|a maximum of|not exceed|not above|not over|never more than|less than or equal to|<=|≤)`
const least = String.raw`(?:at least|no less than|not less than|not shorter than|no fewer than|min(?:imum)?(?: of| is| length(?: of)?)?|a minimum of|not below|not under|never less than|greater than or equal to|>=|≥)`

type Limits = { n: number; m: number }
const rules: readonly [RegExp, (limits: Limits) => FieldRule[]][] = [
  [
    new RegExp(`^(?:between )?${n}(?: and | to |-|–)${m} ${characters}$`, 'i'),
    ({ n, m }) => [
      { kind: 'minLength', value: n },
      { kind: 'maxLength', value: m },
    ],
  ],
  [
    new RegExp(`^exactly ${n} ${characters}$`, 'i'),
    ({ n }) => [
      { kind: 'minLength', value: n },
      { kind: 'maxLength', value: n },
    ],
  ],
  [new RegExp(`^${most} ${n} ${characters}$`, 'i'), ({ n }) => [{ kind: 'maxLength', value: n }]],
  [
    new RegExp(`^${n} ${characters} (?:at most|or (?:less|fewer)|maximum|max)$`, 'i'),
    ({ n }) => [{ kind: 'maxLength', value: n }],
  ],
  [new RegExp(`^${least} ${n} ${characters}$`, 'i'), ({ n }) => [{ kind: 'minLength', value: n }]],
  [
    new RegExp(`^${n} ${characters} (?:at least|or more|minimum|min)$`, 'i'),
    ({ n }) => [{ kind: 'minLength', value: n }],
  ],
  [
    new RegExp(`^(?:between|from|in the range(?: of)?) ${n}(?: and | to |-|–)${m}$`, 'i'),
    ({ n, m }) => [
      { kind: 'minimum', value: n },
      { kind: 'maximum', value: m },
    ],
  ],
  [new RegExp(`^${most} ${n}$`, 'i'), ({ n }) => [{ kind: 'maximum', value: n }]],
  [new RegExp(`^${n} or (?:less|lower|fewer)$`, 'i'), ({ n }) => [{ kind: 'maximum', value: n }]],
  [new RegExp(`^${least} ${n}$`, 'i'), ({ n }) => [{ kind: 'minimum', value: n }]],
  [new RegExp(`^${n} or (?:more|higher|greater)$`, 'i'), ({ n }) => [{ kind: 'minimum', value: n }]],
  [/^(?:not (?:be )?negative|non-?negative|zero or more|never negative)$/i, () => [{ kind: 'minimum', value: 0 }]],
  [/^(?:not (?:be )?(?:empty|blank)|non-?empty)$/i, () => [{ kind: 'minLength', value: 1 }]],
  [/^(?:a )?(?:valid |real |correct )?imo number$/i, () => [{ kind: 'imoNumber' }]],
]

/** Rules that a phrase such as `at most 8 characters` or `one of open, closed` says; null when it says none. Units after a number are left out. */
export function rulesSaid(phrase: string): FieldRule[] | null {
  const plain = phrase
    .trim()
    .replace(/[.!]$/, '')
    .replace(/ (?:metres?|meters?|m|tonnes?|tons?|kg|knots?|percent|%|days?|hours?|minutes?|dollars?|ttd|usd)$/i, '')
  const choice = /^(?:one of|either|any of|only|only be|limited to)[: ]+(?<values>.+)$/i.exec(plain)?.groups?.['values']
  if (choice) return [{ kind: 'oneOf', values: choicesIn(choice) }]
  const pattern =
    /^(?:match(?:es)?|of the form|like|in the format)(?: the)?(?: pattern| regex)?[: ]+\/(?<pattern>.+)\/$/i.exec(plain)
      ?.groups?.['pattern']
  if (pattern) return isPattern(pattern) ? [{ kind: 'pattern', value: pattern }] : null
  for (const [expression, rulesOf] of rules) {
    const match = expression.exec(plain)
    if (match) return rulesOf({ n: numberOf(match.groups?.['n'] ?? ''), m: numberOf(match.groups?.['m'] ?? '') })
  }
  return null
}

function isPattern(source: string): boolean {
  try {
    return source.length <= 200 && new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** `open, closed or void` → three values, quotation marks taken off. */
export function choicesIn(phrase: string): string[] {
  const values = phrase
    .split(/\s*,\s*(?:and |or )?|\s+(?:or|and)\s+|\s*\/\s*/)
    .map((value) => value.trim().replaceAll(/^["'“]|["'”]$/g, ''))
  return [...new Set(values.filter((value) => value !== ''))]
}

export const isTextual = (type: Kind) => type === 'text' || type === 'email'

/** May this rule stand on a field of this type? */
export function fits(rule: FieldRule, type: Kind): boolean {
  if (rule.kind === 'minimum' || rule.kind === 'maximum') return type === 'integer' || type === 'decimal'
  return isTextual(type) && (rule.kind !== 'imoNumber' || type === 'text')
}

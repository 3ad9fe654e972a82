import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { find, findFirst, type Piece } from './piece.ts'
import { type Reading, type Recogniser, reading, refusal, span } from './proposal.ts'
import { numberOf, wordsOf } from './words.ts'

type Value = string | number | boolean

const where = String.raw`(?:\s+(?:in|of|from)\s+(?:the |our )?(?:config(?:uration)?|settings?|service\.json)(?: file)?)?`
const noun = String.raw`(?:\s+(?:setting|option|value|config(?:uration)?(?: value)?|parameter))?`
const value = String.raw`(?<value>["“][^"”]*["”]|.+?)`
const verbs =
  '(?:set|change|update|make|increase|raise|reduce|lower|decrease|switch|adjust|bump|configure|extend|shorten|cut)'

const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`^${verbs}\s+(?:the |our |its )?(?<key>.+?)${noun}${where}(?:\s+from\s+\S+)?\s+(?:to|as|=)\s+(?:be\s+)?${value}${where}$`,
    'i',
  ),
  new RegExp(String.raw`^${verbs}\s+(?<key>[\w.]+)\s*=\s*${value}$`, 'i'),
  new RegExp(
    String.raw`^(?:in|under) (?:the |our )?(?:config(?:uration)?|settings)[,:]?\s+${verbs}\s+(?:the )?(?<key>.+?)\s+(?:to|=|as)\s+${value}$`,
    'i',
  ),
  new RegExp(String.raw`^(?:turn|switch)\s+(?<on>on|off)\s+(?:the )?(?<key>.+?)${noun}${where}$`, 'i'),
  new RegExp(String.raw`^(?:turn|switch)\s+(?:the )?(?<key>.+?)${noun}\s+(?<on>on|off)${where}$`, 'i'),
  new RegExp(String.raw`^(?<on>enable|disable)\s+(?:the )?(?<key>.+?)${noun}${where}$`, 'i'),
  new RegExp(
    String.raw`^(?:the |our )?(?<key>.+?)${noun}${where}\s+(?:should|must|needs to|has to)\s+(?:be(?:come)?|say|read)\s+${value}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:could|can|shall|may)\s+(?:the |our )?(?<key>.+?)${noun}${where}\s+be(?:come)?\s+${value}(?:\s+from now on)?$`,
    'i',
  ),
  new RegExp(String.raw`^(?:let|have)\s+(?:the |our )?(?<key>.+?)${noun}${where}\s+be\s+${value}$`, 'i'),
  new RegExp(String.raw`^make\s+(?:the |our )?(?<key>.+?)\s+(?<value>-?\d[\d,.]*|["“][^"”]*["”])$`, 'i'),
]

/** One setting of the service's own configuration. */
export const config: Recogniser = ({ main, model }) => {
  const found = findFirst(main, forms)
  const key = found?.['key']
  if (!found || !key) return null
  const given = found['on'] ?? found['value']
  const says = /\b(?:config(?:uration)?|settings?|service\.json)\b/i.test(main.text)
  const keys = keysMeant(model, key.text)
  const [only, ...others] = keys
  if (others.length > 0)
    return refusal(`More than one setting may be meant by “${key.text}”.`, `Which one: ${keys.join(' or ')}?`)
  if (only) return settingOf(model, only, key, given, found['on'] !== undefined)
  const dotted = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/.test(key.text)
  if (dotted && given) return settingOf(model, key.text, key, given, found['on'] !== undefined)
  return says
    ? refusal(
        `There is no setting called “${key.text}”. The settings are: ${Object.keys(model.config).join(', ') || 'none yet'}.`,
      )
    : null
}

/** Words people use for a setting besides its name. */
const alsoCalled: readonly [RegExp, RegExp][] = [
  [
    /^(?:default )?(?:page (?:size|length|limit)|list (?:size|length|limit)|records per page|(?:number of )?(?:items|rows|records) (?:on|per) (?:a |each )?page)$/,
    /(?:default limit|page size|page limit|page length|per page)$/,
  ],
  [
    /^(?:largest|max(?:imum)?) (?:page (?:size|length|limit)|list (?:size|limit))$/,
    /max(?:imum)? (?:limit|page size|page limit)$/,
  ],
  [/^(?:largest|max(?:imum)?) (?:request|body|request body)(?: size)?$/, /max(?:imum)? bytes$/],
  [/^(?:(?:page|service|site|app|application) )?(?:title|name)$/, /^(?:\w+ )?title$/],
  [/^contact (?:e ?mail|e ?mail address|address)$/, /^contact e?mail$/],
  [/^contact (?:phone|telephone|number)$/, /^contact (?:phone|telephone)$/],
]

function keysMeant(model: WorkspaceModel, phrase: string): string[] {
  const keys = Object.keys(model.config)
  if (keys.includes(phrase)) return [phrase]
  const said = wordsOf(phrase).join(' ')
  const spokenAs = (key: string) => wordsOf(key).join(' ')
  const whole = keys.filter((key) => spokenAs(key) === said)
  if (whole.length > 0) return whole
  const lastPart = keys.filter((key) => spokenAs(key.split('.').at(-1) ?? '') === said)
  if (lastPart.length > 0) return lastPart
  return keys.filter((key) => alsoCalled.some(([words, name]) => words.test(said) && name.test(spokenAs(key))))
}

function settingOf(
  model: WorkspaceModel,
  key: string,
  at: Piece,
  given: Piece | undefined,
  isSwitch: boolean,
): Reading {
  if (!given) return refusal(`What should ${key} be?`)
  const before = Object.hasOwn(model.config, key) ? model.config[key] : undefined
  const parsed = isSwitch ? /^(?:on|enable)$/i.test(given.text) : valueOf(given, before)
  const wrong = problem(key, given, before, parsed)
  if (wrong) return refusal(wrong)
  const inferred = [
    ...(at.text === key ? [] : [`“${at.text}” is taken for the setting ${key}.`]),
    ...(before === undefined ? [`${key} is a new setting.`] : []),
  ]
  return reading(
    { shape: 'config', service: model.service, key, value: parsed },
    [span('key', at), span('value', given)],
    { inferred },
  )
}

function problem(key: string, given: Piece, before: Value | undefined, value: Value): string | null {
  if (/⟦(?:SECRET|CONNECTION)_/.test(given.text))
    return 'A secret does not belong in the configuration: it is kept in Git, where everyone can read it.'
  if (/⟦/.test(given.text)) {
    return 'The value was taken out because it looks personal. Configuration is kept in Git, where nothing can be erased: use an address or number of the office, such as harbourmaster@….'
  }
  if (before !== undefined && typeof before !== typeof value)
    return `${key} is a ${typeof before} (now ${String(before)}); “${given.text}” is not.`
  return before === value ? `${key} is ${String(value)} already.` : null
}

/** A figure is a number and yes a boolean unless the setting is text today, or the value stands in quotation marks. */
function valueOf(given: Piece, before: Value | undefined): Value {
  const quoted = find(given, /^["“](?<inner>.*)["”]$/s)
  if (quoted) return quoted['inner']?.text ?? ''
  const text = given.text.replace(/[.!]$/, '')
  if (typeof before === 'string') return text
  const bare = text.replace(/(?<=\d)\s*(?:records|rows|items|entries|bytes|seconds|minutes|ms|per page)\b.*$/i, '')
  if (/^-?\d[\d,]*(?:\.\d+)?$/.test(bare)) return numberOf(bare)
  if (typeof before === 'number' && Number.isFinite(numberOf(bare))) return numberOf(bare)
  if (/^(?:true|yes|on|enabled)$/i.test(text)) return true
  if (/^(?:false|no|off|disabled)$/i.test(text)) return false
  return text
}

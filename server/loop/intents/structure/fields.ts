import type { Field, FieldRule } from '#server/loop/intents/schemas.ts'
import { choicesIn, fits, kindByName, kindSaid, kindSource, rulesByName, rulesSaid } from './kinds.ts'
import { isPersonal } from './personal.ts'
import { find, type Piece, slice, split } from './piece.ts'
import { fieldName, withoutArticles, wordsOf } from './words.ts'

/** A field as the words describe it, and where they stand. */
export interface ReadField {
  field: Field
  at: Piece
  /** Conclusions, as sentences. */
  inferred: string[]
  /** Words in it that no field can express. */
  unread: string[]
}

/** `IMO number, ETA (required) and status (open or closed)` → three fields; null when a part is no name of a field. */
export function readFields(list: Piece, entity: string): ReadField[] | null {
  const items = split(list, /\s*,\s*(?:and |plus )?|\s+and\s+|\s*;\s*|\s+plus\s+|\s+as well as\s+/i)
  const read = items.map((item) => readField(item, entity))
  return read.every((each) => each !== null) ? read : null
}

const optionalWords =
  /\b(?:optional|optionally|not required|if (?:any|known|given|present|available)|may be (?:empty|left out|blank)|nullable|when known)\b/i
const requiredWords = /\b(?:required|mandatory|compulsory|must be given|always)\b/i
/** Words before a name that say something of the value; `unique` has no rule. */
const leading = new RegExp(
  String.raw`^(?:(?:an?|the|its|their|optional|required|mandatory|compulsory|new|extra|additional)\s+)*(?:(?<kind>${kindSource})\s+(?:field|column|attribute|property|flag)\s+(?:(?:called|named|for(?: the)?|:)\s*)?)?`,
  'i',
)
const called = /^(?:field|column|attribute|property|flag)\s+(?:(?:called|named|for(?: the)?|:)\s*)?/i
/** A quantity of something measured is a decimal, in whatever unit. */
const unit =
  /\s+in (?:cubic |square )?(?:met(?:re|er)s?|feet|tonnes?|tons?|kilos?|kg|kilograms?|lit(?:re|er)s?|knots?|degrees?|percent|dollars|ttd|usd|hours?|minutes?|days?|m3|m)$/i
const trailing = [
  new RegExp(
    String.raw`\s+(?:as|of type)\s+(?:an?\s+)?(?:optional |required )?(?<kind>${kindSource})(?: field| value)?$`,
    'i',
  ),
  new RegExp(String.raw`\s*:\s*(?<kind>${kindSource})$`, 'i'),
  new RegExp(String.raw`\s+\(?(?<kind>${kindSource})\)?\s+(?:field|column|attribute|property)$`, 'i'),
  /\s+(?:fields?|columns?|attributes?|property|properties)$/i,
]
/** A name has few words; more is a sentence. */
const wordLimit = 5
const notNames = new Set([
  'that',
  'which',
  'when',
  'where',
  'who',
  'should',
  'must',
  'can',
  'will',
  'it',
  'they',
  'them',
  'be',
  'is',
  'are',
  'so',
  'to',
  'if',
  'then',
  'we',
  'i',
  'with',
  'by',
  'using',
  'via',
  'per',
  'into',
  'from',
  'send',
  'show',
  'list',
  'notify',
  'delete',
  'not',
  'the',
  'a',
  'an',
  'each',
  'every',
  'etc',
  'stuff',
  'things',
  'everything',
  'anything',
  'whatever',
])
const mayBegin = new Set(['is', 'from', 'to', 'list'])

/** One item of such a list; null when it does not read as the name of a field. */
export function readField(item: Piece, entity: string): ReadField | null {
  const { name: at, kind, notes } = parts(item)
  const words = withoutArticles(
    wordsOf(
      at.text
        .replaceAll(/^["“']|["”']$/g, '')
        .replaceAll(/['’]s\b/g, '')
        .replaceAll(/\bof (?:the|an?) /gi, 'of '),
    ),
  )
  const last = words.length - 1
  const isSentence = words.some(
    (word, index) => notNames.has(word) && !(mayBegin.has(word) && (index === 0 || index === last)),
  )
  if (
    words.length === 0 ||
    /^(?:field|column|attribute|property|value)$/.test(words.join(' ')) ||
    words.length > wordLimit ||
    isSentence ||
    /^\d/.test(words[0] ?? '') ||
    /⟦/.test(at.text)
  )
    return null
  return described(fieldNamed(words), words, entity, at, kind, notes, item)
}

/** `IMO` alone is what people call an IMO number. */
const fieldNamed = (words: readonly string[]) =>
  fieldName(words.join(' ') === 'imo' || words.join(' ') === 'imo no' ? ['imo', 'number'] : words)

function parts(item: Piece): { name: Piece; kind: string | null; notes: string[] } {
  const notes: string[] = []
  let name = item
  const bracketed = find(name, /\s*\((?<note>[^)]*)\)\s*$/)
  if (bracketed?.['note']) {
    notes.push(bracketed['note'].text)
    name = slice(name, 0, bracketed.whole.start - name.start)
  }
  const before = find(name, leading)
  let kind = before?.['kind']?.text ?? null
  if (before && before.whole.text !== '') {
    notes.push(before.whole.text)
    name = slice(name, before.whole.text.length)
  }
  const prefix = find(name, called)
  if (prefix) name = slice(name, prefix.whole.start - name.start + prefix.whole.text.length)
  const measured = find(name, unit)
  if (measured) {
    kind ??= 'decimal'
    name = slice(name, 0, measured.whole.start - name.start)
  }
  for (const expression of trailing) {
    const found = find(name, expression)
    if (!found) continue
    kind ??= found['kind']?.text ?? null
    notes.push(found.whole.text)
    name = slice(name, 0, found.whole.start - name.start)
  }
  return { name, kind, notes }
}

function described(
  name: string,
  words: string[],
  entity: string,
  at: Piece,
  kind: string | null,
  notes: string[],
  item: Piece,
): ReadField {
  const { rules, saidKind, unread } = annotated(
    notes.filter((note) => item.text.includes(`(${note})`)),
    kind,
  )
  const guess = kindByName(words)
  const carried = rulesByName(words)
  const type =
    saidKind ?? (carried.length > 0 || rules.some(({ kind: rule }) => rule === 'oneOf') ? 'text' : guess.type)
  const all = [...carried, ...rules.filter((rule) => !carried.some((other) => other.kind === rule.kind))]
  const everything = notes.join(' ')
  const isNote = /^(?:remarks?|notes?|comments?)$/.test(words.at(-1) ?? '')
  const required = requiredWords.test(everything) || !(optionalWords.test(everything) || isNote)
  const field = {
    name,
    type,
    required,
    personal: isPersonal(words.join(' '), entity),
    rules: all.filter((rule) => fits(rule, type)),
  }
  const misfits = all
    .filter((rule) => !fits(rule, type))
    .map((rule) => `a rule (${rule.kind}) that ${type} cannot have`)
  return {
    field,
    at,
    inferred: conclusions(field, { saidKind, sure: guess.sure, isNote, everything }),
    unread: [...unread, ...misfits],
  }
}

/** What brackets after a name say: a type, a rule, a choice of values, or that it may be left out. */
function annotated(notes: readonly string[], kind: string | null) {
  let saidKind = kind === null ? null : kindSaid(kind)
  const rules: FieldRule[] = []
  const unread: string[] = []
  for (const note of notes.flatMap((text) => noteParts(text))) {
    const plain = note.replace(optionalWords, '').replace(requiredWords, '').trim()
    const asKind = kindSaid(plain)
    const asRules = rulesSaid(plain)
    if (plain === '') continue
    if (asKind) saidKind ??= asKind
    else if (asRules) rules.push(...asRules)
    else if (/,|\bor\b|\//.test(plain)) rules.push({ kind: 'oneOf', values: choicesIn(plain) })
    else unread.push(note)
  }
  return { saidKind, rules, unread }
}

/** A list of values stays whole; `required, text` and `text, at most 8 characters` are two notes. */
function noteParts(note: string): string[] {
  const pieces = note.split(/\s*[,;]\s*/)
  const isNote = (piece: string) =>
    kindSaid(piece) !== null ||
    rulesSaid(piece) !== null ||
    /^(?:optional|required|mandatory|not required)$/i.test(piece)
  return pieces.some(isNote) && !/^(?:one of|either|only)\b/i.test(note) ? pieces : [note]
}

function conclusions(
  field: Field,
  from: { saidKind: Field['type'] | null; sure: boolean; isNote: boolean; everything: string },
): string[] {
  const sentences: string[] = []
  if (from.saidKind === null && field.type !== 'text')
    sentences.push(`${field.name} holds ${article(field.type)}, going by its name.`)
  if (from.saidKind === null && field.type === 'text' && !from.sure)
    sentences.push(`${field.name} is taken as text: the words do not say what it holds.`)
  if (from.isNote && !optionalWords.test(from.everything) && !requiredWords.test(from.everything))
    sentences.push(`${field.name} may be left empty, as remarks usually may.`)
  if (field.personal) sentences.push(`${field.name} can identify a person, so it needs a consent purpose.`)
  return sentences
}

const article = (type: Field['type']) =>
  type === 'integer'
    ? 'a whole number'
    : type === 'timestamp'
      ? 'a moment in time'
      : type === 'email'
        ? 'an e-mail address'
        : type === 'boolean'
          ? 'yes or no'
          : `a ${type}`

import type { Field } from '#server/loop/intents/schemas.ts'
import { entityOf, spoken } from './entities.ts'
import { type ReadField, readFields } from './fields.ts'
import { find, findFirst, type Piece, slice } from './piece.ts'
import { type Ask, type Reading, type Recogniser, reading, refusal, span } from './proposal.ts'
import { entityName, sameWords, withoutArticles, wordsOf } from './words.ts'

const keep = String.raw`(?:register(?:s|ing)?|record(?:s|ing)?|creat(?:e|es|ing)|stor(?:e|es|ing)|keep(?:s|ing)?(?: (?:track|records?|a record|a list|a register|the list|the register) of)?|track(?:s|ing)?|captur(?:e|es|ing)|log(?:s|ging)?|submit(?:s|ting)?|manag(?:e|es|ing)|sav(?:e|es|ing)|enter(?:s|ing)?|fil(?:e|es|ing)|add(?:s|ing)?|lodg(?:e|es|ing)|declar(?:e|es|ing)|report(?:s|ing)?|book(?:s|ing)?|post(?:s|ing)?)`
const build = String.raw`(?:add|create|make|build|provide|expose|need|want|have|introduce|set up|give us)`
const kind = String.raw`(?:new |rest |restful |http |json |simple |small |crud |public |internal )*`
const also = String.raw`(?:\s+and (?:list|read|view|see|show|fetch)(?: them| it| all)?)?`
const entity = String.raw`(?:an? |the |our |new |all |each |incoming )*(?<entity>[A-Za-z][\w' -]*?)`
const opening = String.raw`(?:\s*(?:,\s*)?(?:with(?: the)?(?: (?:following )?fields?)?|having|containing|including|which (?:have|has)|that (?:have|has)|consisting of|each with|storing|recording|by(?! id)|fields?(?: are)?)\s*:?\s+|\s*:\s*|\s*\(\s*)`
const fields = String.raw`(?<fields>.+)`

const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:add )?(?:a )?new (?:resource|entity|endpoint|table|record type)(?: for| called| named|:)\s+${entity}${opening}${fields}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:${build}\s+)?(?:an? |the )?${kind}(?:rest )?(?:endpoint|api|resource|route|service|form)s?\s+(?:to|for|that|which|where (?:agents|people|users|we) (?:can )?|so (?:that )?\w+ can )\s*(?:(?:lets?|allows?) (?:people|users|agents|us|\w+)(?: to)? )?${keep}${also}\s+${entity}${opening}${fields}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:${build}\s+)?(?:an? |the )?${kind}(?:endpoint|api|resource|route|table|entity|record type)s?\s+(?:for|of|called|named|to hold|holding)\s+${entity}${opening}${fields}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:${build}\s+)?(?:an? |the )?${kind}${"(?<entity>[A-Za-z][\\w' -]*?)"}\s+(?:endpoint|api|resource|table|entity|register|registry)s?${opening}${fields}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:let|allow|enable)\s+[\w ]{2,30}?\s+(?:to )?${keep}${also}\s+${entity}${opening}${fields}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:register|record|track|store|capture|log|manage|keep (?:track|records?|a record|a list|a register) of|new (?:resource|entity|endpoint|table|record)(?: for| of|:)?|start (?:recording|tracking|keeping|registering))\s+${entity}${opening}${fields}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:agents|people|users|staff|officers|customers|clerks|planners|pilots|inspectors|shipping agents|customs officers|health officers)\s+(?:should|must|need to|want to|can|may)(?: be able to)?\s+${keep}${also}\s+${entity}${opening}${fields}$`,
    'i',
  ),
]
const bare = new RegExp(
  String.raw`^(?:${build}\s+(?:an? |the )?${kind}(?:endpoint|api|resource|form)s?\s+(?:to\s+${keep}${also}|for)|(?:let|allow)\s+[\w ]{2,30}?\s+(?:to )?${keep}|(?:register|record|track|keep (?:track|records?) of))\s+${entity}$`,
  'i',
)

const listing =
  /^(?:and |also |then )?(?:(?:the )?(?:list|sort|order|show|return|display)(?:ed|s|ing)?(?: (?:them|it|all|these|everything|the list|the latest))?)(?: (?:sorted|ordered|listed))?(?: by (?:the |their |its )?(?<order>[\w' -]+?))?(?:,? (?<direction>newest first|latest first|most recent first|descending|oldest first|ascending|earliest first))?$/i
const tailListing =
  /(?:\s*,\s*|\s+)(?:and (?:then )?)?(?<clause>(?:newest|latest|most recent|oldest|earliest) first|(?:list(?:ed|ing)?|sort(?:ed)?|order(?:ed)?)(?: (?:them|it|all))?(?: by (?:the |their )?[\w' -]+?)?(?:,? (?:newest|latest|most recent|oldest|earliest) first)?)$/i
const secretFields =
  /\b(?:password|passcode|pin|secret|api key|private key|token|credential|cvv|cvc|card number|passphrase)\b/i
const thingsThatAreNoRecords =
  /\b(?:sso|login|sign[- ]?in|oauth|saml|mfa|authentication|authorization|authorisation|session|password|permission|role|user account|api key|token|secret|credential|webhook|notification|dashboard|chart|migration|deployment|pipeline|policy|consent)s?\b/i

/** Something new to keep: an endpoint to register it, one to list it, and its table. */
export const resource: Recogniser = (ask) => {
  const tail = find(ask.main, tailListing)
  const main = tail?.['clause'] ? slice(ask.main, 0, tail.whole.start - ask.main.start) : ask.main
  const found = findFirst(main, forms)
  const named = found?.['entity']
  const list = found?.['fields']
  if (!found || !named || !list) return withoutFields(ask)
  const words = withoutArticles(wordsOf(named.text))
  const lists = [
    ...ask.rest.filter((clause) => listing.test(clause.text)),
    ...(tail?.['clause'] ? [tail['clause']] : []),
  ]
  return refused(ask, words, named) ?? kept(ask, words, named, list, lists)
}

function withoutFields({ main, model }: Ask): Reading | null {
  const named = find(main, bare)?.['entity']
  if (!named || wordsOf(named.text).length > 4 || thingsThatAreNoRecords.test(named.text)) return null
  if (entityOf(model, named.text)) return refusal(`${model.service} keeps ${named.text} already.`)
  return refusal(
    `The words do not say what to keep of ${named.text}.`,
    `Which fields does it have? For example: “register ${named.text} with reference, date and status”.`,
  )
}

function refused({ model }: Ask, words: readonly string[], named: Piece): Reading | null {
  if (words.length === 0 || words.length > 4)
    return refusal(`“${named.text}” does not read as the name of something to keep.`)
  if (thingsThatAreNoRecords.test(named.text))
    return refusal(
      `The templates keep records of work, such as arrivals or inspections; “${named.text}” is part of how the system itself runs.`,
    )
  const there = model.entities.find(({ name }) => sameWords(wordsOf(name), words))
  return there
    ? refusal(
        `${model.service} keeps ${spoken(there.name)} already. A field, a rule, a filter or a page can be added to it.`,
      )
    : null
}

function kept({ model }: Ask, words: string[], named: Piece, list: Piece, lists: Piece[]): Reading {
  const name = entityName(words)
  const all = readFields(withoutBracket(list), name)
  if (!all)
    return refusal(
      `“${list.text}” does not read as a list of fields. Name them one after the other, as in “with reference, date and status”.`,
    )
  const secret = all.find(({ at }) => secretFields.test(at.text))
  if (secret)
    return refusal(
      `A record must not hold “${secret.at.text}”: secrets are kept by the system that checks them, not by a service.`,
    )
  const read = all.filter(
    ({ field }, index) => field.name !== 'id' && all.findIndex((other) => other.field.name === field.name) === index,
  )
  if (read.length === 0) return refusal(`The words do not say what to keep of ${named.text}.`)
  const order = ordered(lists, read)
  const links = read
    .filter(({ at }) => entityOf(model, at.text))
    .map(({ field }) => `${field.name} is kept as text: the templates do not link records.`)
  return reading(
    {
      shape: 'resource',
      service: model.service,
      entity: { name, fields: read.map(({ field }) => field) },
      orderBy: order.by,
    },
    [
      span('entity.name', named),
      ...read.map(({ at }, index) => span(`entity.fields.${index}`, at)),
      order.at ? span('orderBy', order.at) : null,
    ],
    {
      inferred: [
        ...read.flatMap(({ inferred, field }) =>
          inferred.filter(
            (sentence) =>
              !(
                links.length > 0 &&
                sentence.startsWith(`${field.name} is taken as text`) &&
                links.some((link) => link.startsWith(`${field.name} `))
              ),
          ),
        ),
        ...links,
        ...order.inferred,
      ],
      questions: [
        ...read.flatMap(({ unread, field }) => unread.map((text) => `What does “${text}” mean for ${field.name}?`)),
        ...order.questions,
      ],
      used: lists,
    },
  )
}

const withoutBracket = (list: Piece): Piece =>
  list.text.endsWith(')') && !list.text.includes('(') ? slice(list, 0, list.text.length - 1) : list

interface Order {
  by: string | null
  at: Piece | null
  inferred: string[]
  questions: string[]
}

/** `by date` is the only field that holds a date or a moment; which way round is the template's: newest first. */
function ordered(lists: readonly Piece[], read: readonly ReadField[]): Order {
  const none: Order = { by: null, at: null, inferred: [], questions: [] }
  const found = lists.map((clause) => find(clause, listing)).find((each) => each !== null)
  const at = found?.['order']
  if (found?.['direction'] && /oldest|earliest|ascending/i.test(found['direction'].text))
    none.questions.push('Lists are sorted the newest first; is that right?')
  if (!at) return none
  const words = wordsOf(at.text)
  const exact = read.find(
    ({ field }) =>
      sameWords(wordsOf(field.name), words) || sameWords(wordsOf(field.name).slice(0, words.length), words),
  )
  if (exact) return { ...none, by: exact.field.name, at }
  const dated = read.filter(({ field }) => isDated(field))
  const [only, second] = dated
  if (/^(?:date|time|day)$/.test(words.join(' ')) && only && !second) {
    return {
      ...none,
      by: only.field.name,
      at,
      inferred: [`“By ${at.text}” is taken to mean ${only.field.name}, the only field with a date or time.`],
    }
  }
  return {
    ...none,
    questions: [
      ...none.questions,
      `The list should be sorted by ${at.text}: which field is that? ${read.map(({ field }) => field.name).join(', ')}?`,
    ],
  }
}

const isDated = (field: Field) => field.type === 'date' || field.type === 'timestamp'

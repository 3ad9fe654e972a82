import { entityOf, fieldOf, known, spoken } from './entities.ts'
import { readFields } from './fields.ts'
import { kindByName, kindSource } from './kinds.ts'
import { find, findFirst, type Piece } from './piece.ts'
import { type Reading, type Recogniser, reading, refusal, span } from './proposal.ts'
import { wordsOf } from './words.ts'

const forms: readonly RegExp[] = [
  /^for (?:each|every) (?<entity>[\w' -]+?),? (?:we|you|they|it|people|agents) (?:must|should|need to|needs to|want to|have to|shall)(?: also)? (?:record|store|keep|capture|track|save) (?<field>.+)$/i,
  /^(?:add|include|introduce|put|create|give)\s+(?<field>.+?)\s+(?:to|on|for|in|into)\s+(?:each |every |all |the |our |an? )?(?<entity>[\w' -]+)$/i,
  /^(?:extend|give)\s+(?:each |every |the |our |an? )?(?<entity>[\w' -]+?)\s+(?:with\s+)?(?<field>(?:an?|the)\s.+)$/i,
  /^(?:record|store|keep|capture|track|save)\s+(?<field>.+?)\s+(?:of|for|on|with|in)\s+(?:each|every|an?|all|the)\s+(?<entity>[\w' -]+)$/i,
  /^(?:each |every |all |an? |the )?(?<entity>[\w' -]+?)\s+(?:should|needs?|must|has to|have to|ought to)\s+(?:also\s+|to\s+)*(?:have|store|record|include|keep|hold)?\s*(?<field>(?:an?|the)\s.+)$/i,
]

/** `keep X for each …` says that X is kept, even without the word field. */
const keeps = /^(?:for (?:each|every)\b.*\b)?(?:record|store|keep|capture|track|save)\b/i

const saysField = new RegExp(
  String.raw`\b(?:field|column|attribute|property)\b|\b(?:optional|required|mandatory)\b|\((?:[^)]*)\)$|\b(?:as|of type)\s+(?:an?\s+)?(?:${kindSource})\b`,
  'i',
)
const usual = /^(?:remarks?|notes?|comments?|description|status|reference|priority|category|title|type)$/
/** What people also add to a thing, and which is no field. */
const features =
  /\b(?:pagination|filter(?:s|ing)?|sort(?:ing)?|search(?:ing)?|tests?|validation|page|endpoint|api|support|security|permissions?|caching|logging|button|link|form|view|migration|index|history|audit|notifications?|export|import|access|login|docs|documentation|rule|check|limit|constraint|qr code|bar ?code|thread|box|chat)\b/i

/** One more field on something that is kept already. */
export const addField: Recogniser = ({ main, model }) => {
  const found = findFirst(main, forms)
  const list = found?.['field']
  const named = found?.['entity']
  if (!list || !named) return null
  const entity = entityOf(model, named.text)
  const sure = saysField.test(list.text) || keeps.test(main.text)
  if (!entity)
    return sure && /\bfield\b|\bcolumn\b/i.test(list.text)
      ? refusal(`There is nothing called “${named.text}” to add a field to. ${known(model)}`)
      : null
  if (features.test(list.text) && !saysField.test(list.text)) return null
  const read = readFields(list, entity.name)
  const [first, ...others] = read ?? []
  if (!first) return null
  if (others.length > 0)
    return refusal(
      `One change adds one field. Ask for ${first.field.name} first, and then for ${others.map(({ field }) => field.name).join(', then ')}.`,
    )
  if (!sure && !usual.test(first.at.text.toLowerCase()) && !kindByName(wordsOf(first.at.text)).sure) {
    return refusal(
      `If “${first.at.text}” is a field, say so: “add an optional ${first.at.text} text field to ${named.text}”.`,
    )
  }
  if (fieldOf(entity, first.at.text)?.name === first.field.name)
    return refusal(`${spoken(entity.name)} has ${first.field.name} already.`)
  return added(first, entity.name, named, main, model.service)
}

function added(
  read: NonNullable<ReturnType<typeof readFields>>[number],
  entity: string,
  named: Piece,
  main: Piece,
  service: string,
): Reading {
  const saidRequired =
    find(main, /\b(?:required|mandatory|compulsory)\b/i) !== null && !/\bnot required\b/i.test(main.text)
  const saidOptional = /\b(?:optional|not required|may be (?:empty|left out|blank))\b/i.test(main.text)
  const questions = [
    ...(saidRequired ? [`Records that exist have no ${read.field.name} yet. What should it be for them?`] : []),
    ...read.unread.map((words) => `What does “${words}” mean for ${read.field.name}?`),
  ]
  const inferred = [
    ...read.inferred.filter((sentence) => !/may be left empty/.test(sentence)),
    ...(saidRequired || saidOptional
      ? []
      : [`${read.field.name} may be left empty, because records that exist have none.`]),
  ]
  return reading(
    { shape: 'addField', service, entity, field: { ...read.field, required: saidRequired } },
    [span('field.name', read.at), span('entity', named)],
    { inferred, questions },
  )
}

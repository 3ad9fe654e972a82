import type { FieldRule } from '#server/loop/intents/schemas.ts'
import { known, type Mention, mentions, spoken } from './entities.ts'
import { fits, rulesSaid } from './kinds.ts'
import { findFirst, type Piece } from './piece.ts'
import { type Reading, type Recogniser, reading, refusal, span } from './proposal.ts'

const must = String.raw`(?:must|should|shall|has to|have to|needs? to|may|can|cannot|can't|must not|mustn't|should not|may not)`

const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:make sure|ensure|check|validate|verify|require|enforce)(?: that)? (?<field>.+?) (?:is|are|${must} be|has|have|${must} have|to be) (?<rule>.+)$`,
    'i',
  ),
  new RegExp(String.raw`^(?<field>.+?) (?:${must})(?: only)? (?:be|have|contain|hold)? ?(?<rule>.+)$`, 'i'),
  /^(?:limit|restrict|cap) (?<field>.+?) to (?<rule>.+)$/i,
  /^(?:add|put) (?:an? )?(?:validation|rule|check|limit|constraint)(?: rule)? (?:that|so that) (?<field>.+?) (?:is|are|must be|has|has to be) (?<rule>.+)$/i,
  /^(?:add|put) (?:an? )?(?<rule>(?:max(?:imum)?|min(?:imum)?)(?: length)? (?:of )?.+?) (?:to|on|for) (?<field>.+)$/i,
  /^validate (?<field>.+?) (?:as|to be|against) (?<rule>.+)$/i,
  /^only (?:allow|accept) (?<rule>.+) (?:as|for|in) (?<field>.+)$/i,
  /^(?:reject|refuse) (?:.+? )?(?:where|whose|with|when|if) (?:an? |the )?(?<field>.+?) (?:is |are )?(?<against>(?:above|over|more than|greater than|longer than|below|under|less than|shorter than) .+)$/i,
  /^(?<field>.+?) (?:is|are) (?<rule>(?:at most|at least|between|no more than|one of|never) .+)$/i,
]

/** A rule on a field that exists. */
export const validation: Recogniser = ({ main, model }) => {
  const found = findFirst(main, forms)
  const field = found?.['field']
  const words = found?.['rule'] ?? found?.['against']
  if (!found || !field || !words) return null
  const meant = mentions(model, field.text)
  const rules = rulesSaid(found['against'] ? inverse(words.text) : plain(words.text, main.text))
  const [only, ...others] = meant
  if (!only) return rules ? refusal(`There is no field “${field.text}” to check. ${known(model)}`) : null
  if (others.length > 0) {
    return refusal(
      `More than one field may be meant by “${field.text}”.`,
      `Which one: ${meant.map(({ entity, field: each }) => `${each.name} of ${spoken(entity.name)}`).join(' or ')}?`,
    )
  }
  return rules
    ? ruled(only, rules, field, words, model.service)
    : refusal(
        `No rule says “${words.text}”. A rule can limit length, set a least or greatest number, list the values allowed, ask for a pattern or for an IMO number.`,
      )
}

/** `limit … to 60 characters` means at most; `only allow a or b` lists the values. */
function plain(rule: string, clause: string): string {
  if (/^only/i.test(clause)) return `one of ${rule}`
  const bare = rule.replace(/^(?:be|have|a length of|a value of) /i, '').replace(/^a /i, '')
  if (!/^(?:limit|restrict|cap)/i.test(clause)) return bare
  return /^\d/.test(bare) ? `at most ${bare}` : /,|\bor\b/.test(bare) ? `one of ${bare}` : bare
}

/** What is rejected above 30 is accepted at most at 30. */
function inverse(rule: string): string {
  return rule
    .replace(/^(?:above|over|more than|greater than|longer than)/i, 'at most')
    .replace(/^(?:below|under|less than|shorter than)/i, 'at least')
}

function ruled(
  { entity, field }: Mention,
  said: readonly FieldRule[],
  at: Piece,
  words: Piece,
  service: string,
): Reading {
  const rules = said.filter((rule) => !field.rules.some((other) => JSON.stringify(other) === JSON.stringify(rule)))
  const [rule, more] = [...rules].reverse()
  const name = `${field.name} of ${spoken(entity.name)}`
  if (!rule) return refusal(`${name} has that rule already.`)
  if (!fits(rule, field.type))
    return refusal(`${name} is a ${field.type}; a rule like “${words.text}” does not apply to it.`)
  const questions = more
    ? [
        `One change sets one limit: this one sets the ${rule.kind}. Shall the ${more.kind} (${String('value' in more ? more.value : '')}) follow as an intent of its own?`,
      ]
    : []
  return reading(
    { shape: 'validation', service, entity: entity.name, field: field.name, rule },
    [span('field', at), span('rule', words)],
    { questions, inferred: [`“${at.text}” is taken for ${name}.`] },
  )
}

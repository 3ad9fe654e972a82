import type { ReadQuery } from '#server/loop/intents/schemas.ts'
import { entityOf, fieldOf, type KnownEntity, known, spoken } from './entities.ts'
import { findFirst, type Piece } from './piece.ts'
import { type Reading, type Recogniser, reading, refusal, span } from './proposal.ts'
import { sameWords, wordsOf } from './words.ts'

const people = String.raw`(?:(?:let|allow|enable) (?:people|users|agents|everyone|anyone|us|them|staff|planners|officers|clients|[\w ]{3,20}?)(?: to)? )?`
const endpoint = String.raw`(?:(?:(?:add|create|make|build|provide|expose|give (?:me|us))\s+)?(?:an?\s+|the\s+)?(?:rest |http |json |new |read(?:-only)? |simple |api )*(?:endpoint|api|route|way|call)s?\s+(?:to|that|which|for|where (?:people|users|you|we) can)\s+)?`
const look = String.raw`(?:look(?:s|ing)? up|find(?:s|ing)?|get(?:s|ting)?|fetch(?:es|ing)?|read(?:s|ing)?|show(?:s|ing)?|retriev(?:e|es|ing)|view(?:s|ing)?|open(?:s|ing)?|return(?:s|ing)?|see(?:s|ing)?|display(?:s|ing)?|search(?:es|ing)?(?: for)?|list(?:s|ing)?|query)`
const entity = String.raw`(?:the |all |all the |our )?(?<entity>[\w' -]+?)`
const one = String.raw`(?:an?|one|a single|the|any|each|one single)\s+(?<entity>[\w' -]+?)`
const field = String.raw`(?:its |their |the |an? |given )*(?<field>[\w' -]+)`

const counts: readonly RegExp[] = [
  new RegExp(
    String.raw`^${people}${endpoint}(?:(?:show|display|tell|return|give|get|know|see|expose|report|say|what is|what's)(?:s)?\s+(?:me |us |people |them )?)?(?:how many|the (?:total )?(?:number|count|amount) of|a count of|total)\s+${entity}(?:\s+(?:there are|are there|we have|exist|are registered|are recorded|in total))?$`,
    'i',
  ),
  new RegExp(String.raw`^${people}${endpoint}count(?:s|ing)?\s+${entity}$`, 'i'),
]
const byIds: readonly RegExp[] = [
  new RegExp(
    String.raw`^${people}${endpoint}${look}\s+${one}\s+(?:by|with|from|using|via|given)\s+(?:its |the |an? |their )?(?:id|identifier|uuid)$`,
    'i',
  ),
  /^(?:add|expose|create)\s+(?:a |the )?(?:endpoint )?get \/?(?<entity>[\w-]+)\/(?:\{|:)id\}?$/i,
  new RegExp(String.raw`^${people}${endpoint}${look}\s+(?:a single|one)\s+(?<entity>[\w' -]+)$`, 'i'),
]
const filters: readonly RegExp[] = [
  new RegExp(String.raw`^${people}${endpoint}filter(?:s|ing)?\s+${entity}\s+(?:by|on)\s+${field}$`, 'i'),
  new RegExp(
    String.raw`^(?:add|create|make)\s+(?:an? )?filter(?:s|ing)?\s+(?:by|on|for)\s+${field}\s+(?:to|for|on)\s+${entity}$`,
    'i',
  ),
  new RegExp(String.raw`^(?:add|create|make)\s+(?:an? )?${field}\s+filter\s+(?:to|for|on)\s+${entity}$`, 'i'),
  new RegExp(
    String.raw`^${people}${endpoint}(?:look(?:s|ing)? up|find|finds|finding|search(?:es|ing)?(?: for)?)\s+(?:an? )?${entity}\s+(?:by|with|using|given)\s+${field}$`,
    'i',
  ),
  new RegExp(
    String.raw`^${people}${endpoint}${look}\s+${entity}\s+(?:for|of|with|at|in|on|having|whose)\s+(?:an? given|an? certain|an? particular|an? specific|one|an?|the given|the same|that)\s+(?<field>[\w' -]+)$`,
    'i',
  ),
]
const sortOrFilter = new RegExp(
  String.raw`^${people}${endpoint}(?:list|show|get|view|return|display)(?:s|ing)?\s+${entity}\s+by\s+${field}$`,
  'i',
)

/** A question about what is kept: how many, one by id, or those with a value. */
export const readEndpoint: Recogniser = ({ main, model }) => {
  for (const [query, forms] of [
    ['count', counts],
    ['byId', byIds],
    ['filter', filters],
  ] as const) {
    const found = findFirst(main, forms)
    const named = found?.['entity']
    if (!found || !named) continue
    const entity = entityOf(model, named.text)
    if (!entity) {
      if (wordsOf(named.text).length > 4) continue
      return refusal(`There is nothing called “${named.text}” to read. ${known(model)}`)
    }
    return query === 'filter'
      ? filtered(entity, named, found['field'], model.service)
      : asked(entity, { kind: query }, named, model.service)
  }
  const unclear = findFirst(main, [sortOrFilter])
  if (unclear?.['entity'] && unclear['field'] && entityOf(model, unclear['entity'].text)) {
    return refusal(
      `“By ${unclear['field'].text}” may mean sorted or filtered.`,
      `Should people get only the ones with a ${unclear['field'].text} they name? Then write “filter … by ${unclear['field'].text}”.`,
    )
  }
  return null
}

function filtered(entity: KnownEntity, named: Piece, at: Piece | undefined, service: string): Reading {
  if (!at) return refusal(`By what should ${spoken(entity.name)} be filtered?`)
  if (/\band\b|,|\bor\b/i.test(at.text))
    return refusal(`One change filters by one field; “${at.text}” names more. Ask for them one after the other.`)
  const field = fieldOf(entity, at.text)
  if (!field)
    return refusal(
      `${spoken(entity.name)} has no field “${at.text}”. It has: ${entity.fields.map(({ name }) => name).join(', ')}.`,
    )
  return asked(entity, { kind: 'filter', field: field.name }, named, service, at)
}

function asked(entity: KnownEntity, query: ReadQuery, named: Piece, service: string, at?: Piece): Reading {
  const isThere = entity.queries.some(
    (each) =>
      each.kind === query.kind && (each.kind !== 'filter' || (query.kind === 'filter' && each.field === query.field)),
  )
  if (isThere) return refusal(`${service} answers that already.`)
  const short = sameWords(wordsOf(named.text), wordsOf(entity.name))
    ? []
    : [`“${named.text}” is taken for ${spoken(entity.name)}.`]
  return reading(
    { shape: 'readEndpoint', service, entity: entity.name, query },
    [span('entity', named), at ? span('query.field', at) : null],
    { inferred: short },
  )
}

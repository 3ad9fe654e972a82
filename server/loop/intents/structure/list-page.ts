import { entityOf, fieldOf, type KnownEntity, known, spoken } from './entities.ts'
import { findFirst, type Piece, split } from './piece.ts'
import { type Reading, type Recogniser, reading, refusal, span } from './proposal.ts'
import { wordsOf } from './words.ts'

const page = String.raw`(?:an? |the )?(?:new |simple |web |react |list |overview )*(?:page|screen|list page|view|list view)`
const columns = String.raw`(?:\s*(?:,|:|-)?\s*(?:with(?: (?:their|its|the)\b)?(?: columns?)?|showing|displaying|having|that shows?|which shows?|columns?|including|and (?:their|its)|:|\()\s*:?\s*(?:their |its |the )?(?<columns>.+?)\)?(?: columns?)?)?`
const build = String.raw`(?:(?:add|create|make|build|provide|give|show)(?: me| people| us| users| agents)?)`

const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:${build}\s+)?${page}\s+(?:that |which )?(?:listing|lists?|showing|shows|displaying|displays|of|for|with|to (?:list|show|view|see))\s+(?:all |the |our |a list of |every )*(?<entity>[\w' -]+?)${columns}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:show|list|display)\s+(?:all |the |our )*(?<entity>[\w' -]+?)\s+(?:on|in)\s+${page}${columns}$`,
    'i',
  ),
  new RegExp(String.raw`^${build}\s+(?:an? |the )?(?<entity>[\w' -]+?)\s+(?:list )?(?:page|screen)${columns}$`, 'i'),
]
const columnLimit = 12

/** A page that lists what is kept already. */
export const listPage: Recogniser = ({ main, model }) => {
  const found = findFirst(main, forms)
  const named = found?.['entity']
  if (!found || !named) return null
  const entity = entityOf(model, named.text)
  if (!entity)
    return wordsOf(named.text).length > 4
      ? null
      : refusal(`There is nothing called “${named.text}” to list. ${known(model)}`)
  const list = found['columns']
  return list ? chosen(entity, named, list, model.service) : everything(entity, named, model.service)
}

function chosen(entity: KnownEntity, named: Piece, list: Piece, service: string): Reading {
  const items = split(list, /\s*,\s*(?:and )?|\s+and\s+|\s*&\s*/i)
  const fields = items.map((item) => ({ item, field: fieldOf(entity, item.text) }))
  const missing = fields.filter(({ field }) => !field).map(({ item }) => item.text)
  if (missing.length > 0) {
    return refusal(
      `${spoken(entity.name)} has no ${missing.map((name) => `“${name}”`).join(' or ')}. It has: ${entity.fields.map(({ name }) => name).join(', ')}.`,
    )
  }
  const names = [...new Set(fields.flatMap(({ field }) => (field ? [field.name] : [])))]
  return listed(
    entity,
    names,
    named,
    service,
    fields.map(({ item }, index) => span(`columns.${index}`, item)),
    [],
  )
}

function everything(entity: KnownEntity, named: Piece, service: string): Reading {
  const names = entity.fields.slice(0, columnLimit).map(({ name }) => name)
  return listed(
    entity,
    names,
    named,
    service,
    [],
    [`The words name no columns, so the page shows ${names.join(', ')}.`],
  )
}

function listed(
  entity: KnownEntity,
  columns: string[],
  named: Piece,
  service: string,
  spans: ReturnType<typeof span>[],
  inferred: string[],
): Reading {
  if (JSON.stringify(entity.listPage) === JSON.stringify(columns)) return refusal(`${service} has that page already.`)
  const short =
    wordsOf(named.text).length < wordsOf(entity.name).length
      ? [`“${named.text}” is taken for ${spoken(entity.name)}.`]
      : []
  return reading({ shape: 'listPage', service, entity: entity.name, columns }, [span('entity', named), ...spans], {
    inferred: [...inferred, ...short],
  })
}

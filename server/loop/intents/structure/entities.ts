import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { sameWords, withoutArticles, wordsOf } from './words.ts'

export type KnownEntity = WorkspaceModel['entities'][number]

/** The entity a phrase names in full, such as `vessel arrivals` for `VesselArrival`; null when there is none. */
export function entityOf(model: WorkspaceModel, phrase: string): KnownEntity | null {
  const words = withoutArticles(wordsOf(phrase.replace(/^\//, ''))).filter((word) => !filler.has(word))
  const whole = model.entities.find(({ name }) => sameWords(wordsOf(name), words))
  if (whole || words.length === 0) return whole ?? null
  const shortened = model.entities.filter(({ name }) => sameWords(wordsOf(name).slice(-words.length), words))
  return shortened.length === 1 ? (shortened[0] ?? null) : null
}

const filler = new Set(['record', 'records', 'table', 'entity', 'resource', 'details', 'data', 'list'])

/** The field of an entity that a phrase names; the entity's own name may stand before it. */
export function fieldOf(entity: KnownEntity, phrase: string): Field | null {
  const words = withoutArticles(wordsOf(phrase)).filter((word) => word !== 'field' && word !== 'column')
  const own = wordsOf(entity.name)
  const bare = sameWords(words.slice(0, own.length), own) ? words.slice(own.length) : words
  return (
    entity.fields.find(({ name }) => sameWords(wordsOf(name), words)) ??
    entity.fields.find(({ name }) => bare.length > 0 && sameWords(wordsOf(name), bare)) ??
    abbreviated(entity, bare)
  )
}

/** `IMO` for `imoNumber`, when no other field begins or ends so. */
function abbreviated(entity: KnownEntity, words: readonly string[]): Field | null {
  if (words.length === 0) return null
  const matching = entity.fields.filter(({ name }) => {
    const own = wordsOf(name)
    return sameWords(own.slice(0, words.length), words) || sameWords(own.slice(-words.length), words)
  })
  return matching.length === 1 ? (matching[0] ?? null) : null
}

export interface Mention {
  entity: KnownEntity
  field: Field
}

/** Every field that a phrase such as `berth code`, `the code of a berth` or `maximum draught` may mean. */
export function mentions(model: WorkspaceModel, phrase: string): Mention[] {
  const owned = /^(?<field>.+?) (?:of|on|for|in) (?:an? |the |each |every |all )?(?<entity>.+)$/i.exec(phrase)?.groups
  if (owned) {
    const entity = entityOf(model, owned['entity'] ?? '')
    const field = entity && fieldOf(entity, owned['field'] ?? '')
    if (entity && field) return [{ entity, field }]
  }
  const words = withoutArticles(wordsOf(phrase))
  const named = model.entities.flatMap((entity) => {
    const own = wordsOf(entity.name)
    const known = [own, own.slice(-1)].find(
      (name) => sameWords(words.slice(0, name.length), name) && words.length > name.length,
    )
    const field = known && fieldOf(entity, words.slice(known.length).join(' '))
    return field ? [{ entity, field }] : []
  })
  if (named.length > 0) return named
  const exact = byField(model, (field) => sameWords(wordsOf(field.name), words))
  if (exact.length > 0) return exact
  return byField(model, (field, entity) => fieldOf(entity, words.join(' ')) === field)
}

function byField(model: WorkspaceModel, isMeant: (field: Field, entity: KnownEntity) => boolean): Mention[] {
  return model.entities.flatMap((entity) =>
    entity.fields.filter((field) => isMeant(field, entity)).map((field) => ({ entity, field })),
  )
}

/** Names as people read them: `vessel arrivals`. */
export function spoken(name: string): string {
  return wordsOf(name).join(' ')
}

export function spokenList(names: readonly string[]): string {
  const all = names.map(spoken)
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

export const known = (model: WorkspaceModel) =>
  model.entities.length === 0
    ? `${model.service} keeps no records yet.`
    : `${model.service} keeps ${spokenList(model.entities.map(({ name }) => name))}.`

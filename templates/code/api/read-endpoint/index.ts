import type { ReadQuery } from '#server/loop/intents/schemas.ts'
import { entityWords, withArticle } from '#templates/code/language/words.ts'
import { entityOf, fieldOf, type ServiceEntity, withEntity } from '#templates/code/model.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import { noSchemaChange, type Option, type Pack, type PackManifest } from '#templates/code/pack.ts'
import { apiParts, plainEntity } from '#templates/code/parts.ts'
import manifest from './pack.json' with { type: 'json' }

/** One more way to read records; it stores nothing and changes no table. */
export const readEndpoint: Pack<'readEndpoint'> = {
  manifest: manifest as PackManifest,
  options({ entity: name, query }, model) {
    const entity = entityOf(model, name)
    check(entity, query)
    const changed = { ...entity, queries: [...entity.queries, query] }
    const option: Option = {
      ...noSchemaChange,
      ...apiParts(changed),
      ...words(entity, query),
      name: query.kind,
      model: withEntity(model, changed),
      entities: [plainEntity(changed)],
      personalFields: [],
      threats: [
        'Enumeration: ids are random; what is no id is answered like one that does not exist.',
        'Exhaustion: statements have a time limit, pages a size.',
      ],
    }
    return [option]
  },
}

function check(entity: ServiceEntity, query: ReadQuery): void {
  const { many, one } = entityWords(entity.name)
  const same = (other: ReadQuery) =>
    other.kind === query.kind && (other.kind !== 'filter' || query.kind !== 'filter' || other.field === query.field)
  ensureTemplate(!entity.queries.some(same), `This way to read ${many} exists already.`)
  if (query.kind !== 'filter') return
  const field = fieldOf(entity, query.field)
  ensureTemplate(
    !field.personal,
    `Filtering by ${field.name} would put personal data into addresses and logs. Please choose another field of the ${one}.`,
  )
  ensureTemplate(
    !['limit', 'cursor'].includes(field.name),
    `Lists use the word ${field.name} for their pages, so it cannot filter them.`,
  )
}

function words(
  entity: ServiceEntity,
  query: ReadQuery,
): Pick<Option, 'title' | 'summary' | 'tradeOff' | 'operations' | 'testPlan'> {
  const { one, many, title, path } = { ...entityWords(entity.name), path: entity.path }
  if (query.kind === 'byId') {
    return {
      title: `${title}: find by id`,
      summary: `Callers get ${withArticle(one)} by its id. Creating one also answers where it is.`,
      tradeOff: 'One more address to keep; no table changes.',
      operations: [`GET ${path}/{id}`, `POST ${path}`],
      testPlan: [
        'A record is found by its id; another id, and what is no id, answer 404.',
        'Creating one answers its address.',
      ],
    }
  }
  if (query.kind === 'count') {
    return {
      title: `${title}: how many`,
      summary: `Callers ask how many ${many} there are, without reading them.`,
      tradeOff: 'Exact, and so it reads the whole table each time; right for up to some millions of records.',
      operations: [`GET ${path}/count`],
      testPlan: ['The number follows what is recorded, from none on.'],
    }
  }
  return {
    title: `${title}: filter by ${query.field}`,
    summary: `The list of ${many} takes ${query.field} and answers only records with exactly that value, paged as before.`,
    tradeOff:
      'No table changes, so no index either: quick up to some hundred thousand records, then an index should follow.',
    operations: [`GET ${path}`],
    testPlan: [`Only records with the asked ${query.field} are listed.`, 'An unknown filter is refused, not ignored.'],
  }
}

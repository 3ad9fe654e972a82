import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { entityWords, snake } from '#templates/code/language/words.ts'
import { NoTemplate } from '#templates/code/no-template.ts'

/** What the templates ask of a workspace's model. */

export type ServiceEntity = WorkspaceModel['entities'][number]

/** PostgreSQL cuts names here. */
const LONGEST_NAME = 63

/** @throws NoTemplate naming what there is, when the entity is not among it. */
export function entityOf(model: WorkspaceModel, name: string): ServiceEntity {
  const entity = model.entities.find((candidate) => candidate.name === name)
  if (entity) return entity
  const known = model.entities.map((candidate) => candidate.name).join(', ') || 'nothing yet'
  throw new NoTemplate(`${model.service} does not record ${entityWords(name).many}. It has: ${known}.`)
}

/** @throws NoTemplate naming the fields there are. */
export function fieldOf(entity: ServiceEntity, name: string): Field {
  const field = entity.fields.find((candidate) => candidate.name === name)
  if (field) return field
  throw new NoTemplate(
    `${entity.name} has no field ${name}. It has: ${entity.fields.map((known) => known.name).join(', ')}.`,
  )
}

/** The model with one entity changed, or added at the end. */
export function withEntity(model: WorkspaceModel, entity: ServiceEntity): WorkspaceModel {
  const exists = model.entities.some((candidate) => candidate.name === entity.name)
  const entities = exists
    ? model.entities.map((candidate) => (candidate.name === entity.name ? entity : candidate))
    : [...model.entities, entity]
  return { ...model, entities }
}

/** Field → column. Two fields that would share a column (`aBC`, `aBc`) get numbers, in the order they were added. */
export function columns(entity: Pick<ServiceEntity, 'fields'>): ReadonlyMap<string, string> {
  const taken = new Set(['id', 'created_at'])
  const found = new Map<string, string>()
  for (const { name } of entity.fields) {
    let column = snake(name)
    for (let number = 2; taken.has(column); number++) column = `${snake(name)}_${number}`
    taken.add(column)
    found.set(name, column)
  }
  return found
}

export function columnOf(entity: Pick<ServiceEntity, 'fields'>, field: string): string {
  return columns(entity).get(field) ?? snake(field)
}

/** A name for an index; long ones are cut and told apart by a number that depends on the whole. */
export function indexName(table: string, column: string): string {
  const name = `${table}_${column}_index`
  if (name.length <= LONGEST_NAME) return name
  const sum = [...name].reduce((total, character) => (total * 31 + character.charCodeAt(0)) % 1_000_003, 7)
  return `${name.slice(0, LONGEST_NAME - 8)}_${sum}`
}

export const columnTypes: Readonly<Record<Field['type'], string>> = {
  text: 'text',
  email: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
  uuid: 'uuid',
}

export function personalFields(entity: Pick<ServiceEntity, 'fields'>): string[] {
  return entity.fields.filter((field) => field.personal).map((field) => field.name)
}

export function filters(entity: ServiceEntity): Field[] {
  return entity.queries.flatMap((query) => (query.kind === 'filter' ? [fieldOf(entity, query.field)] : []))
}

export function has(entity: ServiceEntity, kind: 'byId' | 'count'): boolean {
  return entity.queries.some((query) => query.kind === kind)
}

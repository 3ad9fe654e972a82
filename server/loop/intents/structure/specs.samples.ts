/** Structured intents in a line each, for examples. */
import type { Entity, Field, FieldRule, IntentSpec, ReadQuery } from '#server/loop/intents/schemas.ts'

const service = 'harbour'
export const imo: FieldRule = { kind: 'imoNumber' }
export const oneOf = (...values: string[]): FieldRule => ({ kind: 'oneOf', values })
export const most = (value: number): FieldRule => ({ kind: 'maxLength', value })

/** `name:type`, with `?` when it may be left out and `!` when it is personal. */
export function field(text: string, ...rules: FieldRule[]): Field {
  const [name = '', rest = ''] = text.split(':')
  return {
    name,
    type: rest.replace(/[?!]/g, '') as Field['type'],
    required: !rest.includes('?'),
    personal: rest.includes('!'),
    rules,
  }
}

export const resource = (name: string, orderBy: string | null, ...fields: (string | Field)[]): IntentSpec => {
  const entity: Entity = { name, fields: fields.map((each) => (typeof each === 'string' ? field(each) : each)) }
  return { shape: 'resource', service, entity, orderBy }
}
export const read = (entity: string, query: ReadQuery): IntentSpec => ({
  shape: 'readEndpoint',
  service,
  entity,
  query,
})
export const count = (entity: string) => read(entity, { kind: 'count' })
export const byId = (entity: string) => read(entity, { kind: 'byId' })
export const filter = (entity: string, name: string) => read(entity, { kind: 'filter', field: name })
export const added = (entity: string, text: string, ...rules: FieldRule[]): IntentSpec => ({
  shape: 'addField',
  service,
  entity,
  field: field(text, ...rules),
})
export const rule = (entity: string, name: string, value: FieldRule): IntentSpec => ({
  shape: 'validation',
  service,
  entity,
  field: name,
  rule: value,
})
export const page = (entity: string, ...columns: string[]): IntentSpec => ({
  shape: 'listPage',
  service,
  entity,
  columns,
})
export const config = (key: string, value: string | number | boolean): IntentSpec => ({
  shape: 'config',
  service,
  key,
  value,
})
export const docs = (path: string, title: string, body: string): IntentSpec => ({
  shape: 'docs',
  service,
  path: `docs/${path}.md`,
  title,
  body,
})

export const imoNumber = field('imoNumber:text', imo)

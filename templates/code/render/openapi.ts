import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { rulesOf, textLimit } from '#templates/code/language/rules.ts'
import { samples } from '#templates/code/language/samples.ts'
import { entityWords, label, withArticle } from '#templates/code/language/words.ts'
import { filters, has, type ServiceEntity } from '#templates/code/model.ts'

type Json = Record<string, unknown>

/** The whole service as an OpenAPI 3.1 document. Records promise types only: older ones may not meet later rules. */
export function openapi(model: WorkspaceModel): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: String(model.config['title'] ?? model.service),
      version: '1',
      description: `The API of ${model.service}.`,
    },
    servers: [{ url: '.' }],
    paths: Object.assign({}, ...model.entities.map(paths), ownPaths),
    components: {
      schemas: Object.assign({}, ...model.entities.map(schemas), { Problem: problem }),
      responses: {
        Problem: {
          description: 'What was wrong, and with which field.',
          content: { 'application/problem+json': { schema: reference('Problem') } },
        },
      },
    },
  }
}

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

const ownPaths: Json = {
  '/health': {
    get: {
      operationId: 'health',
      summary: 'Whether the service and its database answer',
      responses: { '200': { description: 'They do.' }, '503': refused() },
    },
  },
  '/settings.json': {
    get: {
      operationId: 'settings',
      summary: 'The settings in force',
      responses: { '200': { description: 'Names and values.', ...json({ type: 'object' }) } },
    },
  },
}

function paths(entity: ServiceEntity): Json {
  const { type, types, one, many } = entityWords(entity.name)
  const found: Json = {
    [entity.path]: {
      get: {
        operationId: `list${types}`,
        summary: `A page of ${many}, ${entity.orderBy === null ? 'newest first' : `ordered by ${entity.orderBy}`}`,
        parameters: [...pageParameters, ...filters(entity).map(filterParameter)],
        responses: {
          '200': { description: `A page of ${many}.`, ...json(reference(`${type}Page`)) },
          '400': refused(),
          '422': refused(),
        },
      },
      post: {
        operationId: `create${type}`,
        summary: `Records ${withArticle(one)}`,
        ...(entity.consentPurpose ? { parameters: [consentParameter(entity)] } : {}),
        requestBody: { required: true, ...json(reference(`New${type}`)) },
        responses: {
          '201': { description: `The ${one} as it was recorded.`, ...json(reference(`${type}Record`)) },
          '400': refused(),
          ...(entity.consentPurpose ? { '403': refused() } : {}),
          '413': refused(),
          '415': refused(),
          '422': refused(),
        },
      },
    },
  }
  if (has(entity, 'count')) {
    const counted = { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } }
    found[`${entity.path}/count`] = {
      get: {
        operationId: `count${types}`,
        summary: `How many ${many} there are`,
        responses: { '200': { description: 'The number.', ...json(counted) } },
      },
    }
  }
  if (has(entity, 'byId')) {
    found[`${entity.path}/{id}`] = {
      get: {
        operationId: `find${type}`,
        summary: `One ${one}`,
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: { '200': { description: `The ${one}.`, ...json(reference(`${type}Record`)) }, '404': refused() },
      },
    }
  }
  return found
}

const pageParameters = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } },
  { name: 'cursor', in: 'query', description: 'The `next` of the page before.', schema: { type: 'string' } },
]

function filterParameter(field: Field): Json {
  return {
    name: field.name,
    in: 'query',
    description: `Only records with this ${label(field.name).toLowerCase()}.`,
    schema: typeOf(field),
  }
}

function consentParameter(entity: ServiceEntity): Json {
  const required = entity.fields.some((field) => field.personal && field.required)
  return {
    name: 'consent-purpose',
    in: 'header',
    required,
    description: 'The purpose the person agreed to; needed when a personal field has a value.',
    schema: { type: 'string', enum: [entity.consentPurpose] },
  }
}

function schemas(entity: ServiceEntity): Json {
  const { type } = entityWords(entity.name)
  const record = entity.fields.map((field) => [field.name, field.required ? typeOf(field) : orNull(typeOf(field))])
  const stored = {
    id: { type: 'string', format: 'uuid' },
    ...Object.fromEntries(record),
    createdAt: { type: 'string', format: 'date-time' },
  }
  return {
    [`New${type}`]: {
      type: 'object',
      additionalProperties: false,
      required: entity.fields.filter((field) => field.required).map((field) => field.name),
      properties: Object.fromEntries(entity.fields.map((field) => [field.name, input(field)])),
    },
    [`${type}Record`]: { type: 'object', required: Object.keys(stored), properties: stored },
    [`${type}Page`]: {
      type: 'object',
      required: ['items', 'next'],
      properties: { items: { type: 'array', items: reference(`${type}Record`) }, next: { type: ['string', 'null'] } },
    },
  }
}

/** What a caller may send, with its rules and an example that keeps them. */
function input(field: Field): Json {
  const rules = rulesOf(field)
  const isText = field.type === 'text' || field.type === 'email'
  const schema: Json = {
    ...typeOf(field),
    ...(isText ? { maxLength: textLimit(field, rules) } : {}),
    ...(rules.minLength > 0 ? { minLength: rules.minLength } : {}),
    ...(rules.minimum === null ? {} : { minimum: rules.minimum }),
    ...(rules.maximum === null ? {} : { maximum: rules.maximum }),
    ...(rules.patterns.length > 0 ? { allOf: rules.patterns.map((pattern) => ({ pattern })) } : {}),
    ...(rules.imoNumber ? { description: 'An IMO number; its last digit is a check digit.' } : {}),
    ...(field.personal ? { 'x-personal': true } : {}),
    examples: [samples(field)[0]],
  }
  if (field.required) return rules.oneOf ? { ...schema, enum: rules.oneOf } : schema
  return { ...orNull(schema), ...(rules.oneOf ? { enum: [...rules.oneOf, null] } : {}) }
}

const types: Readonly<Record<Field['type'], Json>> = {
  text: { type: 'string' },
  email: { type: 'string', format: 'email' },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  timestamp: { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' },
}

function typeOf(field: Field): Json {
  return { ...types[field.type] }
}

function orNull(schema: Json): Json {
  return { ...schema, type: [schema['type'], 'null'] }
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function json(schema: Json): Json {
  return { content: { 'application/json': { schema } } }
}

function refused(): Json {
  return { $ref: '#/components/responses/Problem' }
}

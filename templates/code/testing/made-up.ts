import fc from 'fast-check'
import type { Field, FieldRule, IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'

/** Intents nobody thought of: names that mean something to SQL, TypeScript or us, very long ones, odd capitals. */

const awkwardEntities = [
  'Class',
  'Select',
  'User',
  'Order',
  'Table',
  'Date',
  'Error',
  'Promise',
  'Page',
  'Record',
  'Doc',
  'Health',
  'Static',
  'IMONumber',
  'Ferry',
  'Box',
  'Bus',
  'Series',
  'Person',
  'A1b2C3',
  'Codeowner',
  'Hono',
  'Service',
  'Stored',
]
const awkwardFields = [
  'select',
  'from',
  'default',
  'class',
  'delete',
  'order',

  'position',
  'path',
  'table',
  'first',
  'headers',
  'service',
  'aBC',
  'aBc',
  'x',
  'new',
  'createdBy',
  'sequence',
  'limit',
  'cursor',
  'text',
  'name',
  'await',
  'items',
]

const letters = (least: number, most: number) =>
  fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('')),
    minLength: least,
    maxLength: most,
  })

export const entityName = fc.oneof(
  fc.constantFrom(...awkwardEntities),
  fc
    .tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')), letters(1, 39))
    .map(([first, rest]) => first + rest),
)

export const fieldName = fc.oneof(
  fc.constantFrom(...awkwardFields),
  fc
    .tuple(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split('')), letters(0, 39))
    .map(([first, rest]) => first + rest),
)

const textRules = fc.oneof<fc.Arbitrary<FieldRule[]>[]>(
  fc.constant<FieldRule[]>([]),
  fc.constant([{ kind: 'imoNumber' as const }]),
  fc.tuple(fc.nat(30), fc.integer({ min: 30, max: 300 })).map(([least, most]) => [
    { kind: 'minLength' as const, value: least },
    { kind: 'maxLength' as const, value: most },
  ]),
  fc
    .constantFrom(
      '^[A-Z]{2}[A-Z2-9]{3}$',
      '^\\d{4}-\\d{2}$',
      "^(north|south|it's)$",
      '^[^"\'`]+$',
      '^[a-z]+( [a-z]+)?$',
      '\\$\\{x\\}',
    )
    .map((value) => [{ kind: 'pattern' as const, value }]),
  fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 40 })
    .map((values) => [{ kind: 'oneOf' as const, values }]),
)

const numberRules = fc.oneof<fc.Arbitrary<FieldRule[]>[]>(
  fc.constant<FieldRule[]>([]),
  fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000)).map(([low, width]) => [
    { kind: 'minimum' as const, value: low },
    { kind: 'maximum' as const, value: low + width },
  ]),
)

export const field: fc.Arbitrary<Field> = fc
  .record({
    name: fieldName,
    type: fc.constantFrom(
      ...(['text', 'integer', 'decimal', 'boolean', 'date', 'timestamp', 'uuid', 'email'] as const),
    ),
    required: fc.boolean(),
    personal: fc.boolean(),
  })
  .chain((plain) => {
    const rules =
      plain.type === 'text'
        ? textRules
        : plain.type === 'integer' || plain.type === 'decimal'
          ? numberRules
          : fc.constant<FieldRule[]>([])
    return rules.map((kept) => ({ ...plain, rules: kept }))
  })

export const entity = fc.record({
  name: entityName,
  fields: fc.uniqueArray(field, { minLength: 1, maxLength: 40, selector: ({ name }) => name, size: 'medium' }),
})

/** One intent of each shape in an order that makes sense; each is made from the model as it then is. */
export type Step = (model: WorkspaceModel) => IntentSpec

/** Choices that the steps make among what the model has by then. */
const picks = fc.record({ at: fc.nat(1000), field, words: letters(1, 20) })

export const story: fc.Arbitrary<Step[]> = fc
  .tuple(entity, fc.boolean(), fc.array(picks, { minLength: 7, maxLength: 7 }))
  .map(([made, ordered, [a, b, c, d, e, f, g]]) => {
    const its = (model: WorkspaceModel) =>
      model.entities.find(({ name }) => name === made.name) ?? { ...made, queries: [] }
    const pick = (model: WorkspaceModel, at: number, fits: (field: Field) => boolean = () => true) => {
      const fields = its(model).fields.filter(fits)
      return fields[at % Math.max(1, fields.length)]?.name ?? 'none'
    }
    const base = { service: 'harbour', entity: made.name }
    const open = made.fields.filter(({ personal }) => !personal)
    const orderBy = ordered ? (open[(a?.at ?? 0) % Math.max(1, open.length)]?.name ?? null) : null
    return [
      () => ({ shape: 'resource', service: 'harbour', entity: made, orderBy }),
      () => ({ ...base, shape: 'addField', field: b?.field ?? (made.fields[0] as Field) }),
      (model) => ({
        ...base,
        shape: 'validation',
        field: pick(model, c?.at ?? 0, isText),
        rule: { kind: 'maxLength', value: 200 },
      }),
      (model) => ({
        ...base,
        shape: 'listPage',
        columns: its(model)
          .fields.slice(0, 1 + ((d?.at ?? 0) % 12))
          .map(({ name }) => name),
      }),
      () => ({ ...base, shape: 'readEndpoint', query: { kind: (e?.at ?? 0) % 2 === 0 ? 'byId' : 'count' } }),
      (model) => ({
        ...base,
        shape: 'readEndpoint',
        query: { kind: 'filter', field: pick(model, e?.at ?? 0, ({ personal }) => !personal) },
      }),
      () => ({ shape: 'config', service: 'harbour', key: `made.up${f?.words ?? ''}`, value: f?.at ?? 1 }),
      () => ({
        shape: 'docs',
        service: 'harbour',
        path: `docs/made-up-${(g?.words ?? 'x').toLowerCase()}.md`,
        title: `About ${g?.words}`,
        body: '| a |\n|---|\n| <b> |',
      }),
    ] satisfies Step[]
  })

function isText({ type }: Field): boolean {
  return type === 'text'
}

import type { Field } from '#server/loop/intents/schemas.ts'
import { literal, open, quoted } from '#templates/code/language/print.ts'
import { refusals, sample } from '#templates/code/language/samples.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { columnOf, filters, has, personalFields, type ServiceEntity } from '#templates/code/model.ts'

/** `<entity>.test.ts`: calls the API on the real database; what it expects comes from the model, not from the code. */
export function renderTests(entity: ServiceEntity): string {
  const { many } = entityWords(entity.name)
  const records = [0, 1, 2].map((record) =>
    entity.fields.map((field) => [field.name, literal(sample(field, record))] as const),
  )
  const cases = [create(entity), optionalCase(entity), refusalCase, listing(entity), badPages]
  if (entity.consentPurpose) cases.push(consentCase(entity))
  if (has(entity, 'byId')) cases.push(byIdCase)
  if (has(entity, 'count')) cases.push(countCase)
  cases.push(...filters(entity).map(filterCase))
  const headers = entity.consentPurpose ? [["'consent-purpose'", quoted(entity.consentPurpose)] as const] : []
  return `import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startService } from '../../testing/service.ts'

const service = startService()
const path = ${quoted(entity.path)}
const table = ${quoted(entity.table)}
const headers = ${open(headers)}

const first = ${open(records[0] ?? [])}

const second = ${open(records[1] ?? [])}

const third = ${open(records[2] ?? [])}

const refused = [
${entity.fields.flatMap(refusalRows).join('\n')}
]

const wrongLists = ['?limit=0', '?limit=101', '?limit=x', '?cursor=x', '?_unknown=1']

const post = (record: unknown) => service.post(path, record, headers)

beforeEach(() => service.empty(table))
afterAll(() => service.close())

describe(${quoted(many)}, () => {
${cases.filter((text) => text !== '').join('\n\n')}
})
`
}

function refusalRows(field: Field): string[] {
  return refusals(field).map(({ why, value }) => {
    const entries = [
      ['field', quoted(field.name)],
      ['why', quoted(why)],
      ['value', value === undefined ? 'undefined' : refusedValue(value)],
    ] as const
    return `  ${open(entries, 2)},`
  })
}

/** Long fillers are written as what they are. */
function refusedValue(value: string | number | boolean): string {
  const isFiller = typeof value === 'string' && value.length > 8 && value === 'x'.repeat(value.length)
  return isFiller ? `'x'.repeat(${value.length})` : literal(value)
}

function create(entity: ServiceEntity): string {
  return `  it('are answered as they were recorded', async () => {
    const created = await post(first)
    expect(created.status).toBe(201)
    expect(created.body).toEqual({ ...first, id: expect.any(String), createdAt: expect.any(String) })
${has(entity, 'byId') ? "    expect(created.headers.get('location')).toBe(`${path.slice(1)}/${created.body.id}`)\n" : ''}    const listed = await service.get(path)
    expect(listed.body).toEqual({ items: [created.body], next: null })
  })`
}

function optionalCase(entity: ServiceEntity): string {
  const left = entity.fields.filter((field) => !field.required)
  if (left.length === 0) return ''
  const nothing = open(
    left.map((field) => [field.name, 'null'] as const),
    4,
  )
  const kept = open(
    entity.fields.filter((field) => field.required).map((field) => [field.name, `first.${field.name}`] as const),
    4,
  )
  return `  it('may leave out what is optional', async () => {
    const nothing = ${nothing}
    const kept = ${kept}
    const created = await post(kept)
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({ ...kept, ...nothing })
    expect((await post({ ...kept, ...nothing })).status).toBe(201)
  })`
}

const refusalCase = `  it.each(refused)('are refused when $field $why', async ({ field, value }) => {
    const answer = await post({ ...first, [field]: value })
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((error) => error.field)).toContain(field)
    expect((await service.get(path)).body.items).toEqual([])
  })

  it('are refused with a field that nobody knows', async () => {
    const answer = await post({ ...first, _unknown: 1 })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: '_unknown' }] } })
  })`

function listing(entity: ServiceEntity): string {
  const { orderBy } = entity
  const order =
    orderBy === null
      ? `    expect(ids).toEqual(created.reverse())`
      : `    const sql = \`select "id" from "\${table}" order by "${columnOf(entity, orderBy)}" nulls last, "_sequence"\`
    expect(ids).toEqual((await service.database.query<{ id: string }>(sql)).map(({ id }) => id))
    expect(ids.toSorted()).toEqual(created.toSorted())`
  const last = orderBy !== null && !entity.fields.some((field) => field.name === orderBy && field.required)
  const records = last
    ? `[first, { ...second, ${orderBy}: null }, third, { ...first, ${orderBy}: null }]`
    : '[first, second, third]'
  return `  it('are listed in order, page by page, none twice', async () => {
    const records = ${last ? openList(['first', `{ ...second, ${orderBy}: null }`, 'third', `{ ...first, ${orderBy}: null }`]) : records}
    const created: string[] = []
    for (const record of records) created.push((await post(record)).body.id)
    const ids: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const cursor: string = next === '' ? '' : \`&cursor=\${next}\`
      const { body } = await service.get(\`\${path}?limit=1\${cursor}\`)
      ids.push(...body.items.map((item) => item.id))
      next = body.next
    }
${order}
  })`
}

function openList(items: readonly string[]): string {
  const line = `    const records = [${items.join(', ')}]`
  return line.length <= 120 ? `[${items.join(', ')}]` : `[\n${items.map((item) => `      ${item},\n`).join('')}    ]`
}

const badPages = `  it.each(wrongLists)('cannot be listed by %s', async (query) => {
    expect((await service.get(\`\${path}\${query}\`)).status).toBeOneOf([400, 422])
  })`

function consentCase(entity: ServiceEntity): string {
  const [field] = personalFields(entity)
  const without = open([[field ?? '', 'null'] as const], 4)
  const optional = entity.fields.filter((candidate) => candidate.personal).every((candidate) => !candidate.required)
  const cleared = open(
    personalFields(entity).map((name) => [name, 'null'] as const),
    4,
  )
  return `  it('hold personal data only for the purpose that was agreed to', async () => {
    expect((await service.post(path, first)).status).toBe(403)
    expect((await service.post(path, first, { 'consent-purpose': 'anything else' })).status).toBe(403)
    expect((await service.get(path)).body.items).toEqual([])
    const nothing = ${optional ? cleared : without}
    expect((await service.post(path, { ...first, ...nothing })).status).toBe(${optional ? 201 : expectedWithout(entity)})
  })`
}

/** Clearing only the first personal field: refused for consent while another one has a value, else for being required. */
function expectedWithout(entity: ServiceEntity): number {
  return personalFields(entity).length > 1 ? 403 : 422
}

const byIdCase = `  it('are found by their id, and only by it', async () => {
    const { body } = await post(first)
    await post(second)
    expect(await service.get(\`\${path}/\${body.id}\`)).toMatchObject({ status: 200, body })
    expect((await service.get(\`\${path}/00000000-0000-4000-8000-000000000000\`)).status).toBe(404)
    expect((await service.get(\`\${path}/not-an-id\`)).status).toBe(404)
  })`

const countCase = `  it('are counted', async () => {
    expect((await service.get(\`\${path}/count\`)).body).toEqual({ count: 0 })
    await post(first)
    await post(second)
    expect((await service.get(\`\${path}/count\`)).body).toEqual({ count: 2 })
  })`

function filterCase(field: Field): string {
  return `  it('are filtered by ${field.name}', async () => {
    const records = [first, second, third]
    const created: string[] = []
    for (const record of records) created.push((await post(record)).body.id)
    const wanted = first.${field.name}
    const { body } = await service.get(\`\${path}?${field.name}=\${encodeURIComponent(wanted)}\`)
    const expected = created.filter((_, index) => records[index]?.${field.name} === wanted)
    expect(body.items.map((item) => item.id).toSorted()).toEqual(expected.toSorted())
  })`
}

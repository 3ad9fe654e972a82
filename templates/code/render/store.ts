import { fit } from '#templates/code/language/print.ts'
import { entityWords, withArticle } from '#templates/code/language/words.ts'
import { columnOf, columns, columnTypes, fieldOf, filters, has, type ServiceEntity } from '#templates/code/model.ts'

/** `store.ts`: every SQL statement of one entity. Names are always quoted, values are always parameters. */
export function renderStore(entity: ServiceEntity): string {
  const { type, one } = entityWords(entity.name)
  const selected = ['"id"', '"created_at" as "createdAt"', ...[...columns(entity)].map(select)]
  const types = [`${type}Query`, `${type}Record`, `New${type}`]
  const parts = [
    `import { randomUUID } from 'node:crypto'
import type { Database } from '../../database.ts'
import { type Page, type PageRequest, type Placed, page } from '../../paging.ts'
${fit('import type {', types, "} from './schema.ts'")}

/** Columns as a record names them. */
const columns = \`
  ${selected.join(',\n  ')}
\``,
    renderCreate(entity),
    renderList(entity),
  ]
  if (has(entity, 'byId')) {
    parts.push(`/** The ${one} with this id, or null. */
${fit(`export async function find${type}(`, ['database: Database', 'id: string'], `): Promise<${type}Record | null> {`)}
  const sql = \`select \${columns} from "${entity.table}" where "id" = $1\`
  const [found] = await database.query<${type}Record>(sql, [id])
  return found ?? null
}`)
  }
  if (has(entity, 'count')) {
    parts.push(`/** How many there are. */
export async function count${entityWords(entity.name).types}(database: Database): Promise<number> {
  const [found] = await database.query<{ count: number }>(\`select count(*) as "count" from "${entity.table}"\`)
  return found?.count ?? 0
}`)
  }
  return `${parts.join('\n\n')}\n`
}

function select([field, column]: readonly [string, string]): string {
  return field === column ? `"${column}"` : `"${column}" as "${field}"`
}

function renderCreate(entity: ServiceEntity): string {
  const { type, one } = entityWords(entity.name)
  const names = ['id', ...columns(entity).values()]
  const values = ['randomUUID()', ...entity.fields.map((field) => `input.${field.name}`)]
  return `/** Records ${withArticle(one)} and returns it as stored. */
${fit(`export async function create${type}(`, ['database: Database', `input: New${type}`], `): Promise<${type}Record> {`)}
  const sql = \`
    insert into "${entity.table}" (
      ${names.map((name) => `"${name}"`).join(',\n      ')}
    )
    values (${names.map((_, index) => `$${index + 1}`).join(', ')})
    returning \${columns}
  \`
${fit('const values = [', values, ']', 2)}
  const [stored] = await database.query<${type}Record>(sql, values)
  if (!stored) throw new Error('The database stored nothing.')
  return stored
}`
}

function renderList(entity: ServiceEntity): string {
  const { type, types, many } = entityWords(entity.name)
  const order = listOrder(entity)
  const filterable = filters(entity)
  const firstFilter = order.parameters.length + 2
  const conditions = [
    order.after,
    ...filterable.map((field, index) => {
      const place = `$${firstFilter + index}`
      return `(${place}::${columnTypes[field.type]} is null or "${columnOf(entity, field.name)}" = ${place})`
    }),
  ]
  const values = ['request.limit + 1', ...order.parameters, ...filterable.map((field) => `query.${field.name} ?? null`)]
  const parameters = [
    'database: Database',
    'request: PageRequest',
    `${filterable.length > 0 ? 'query' : '_query'}: ${type}Query`,
  ]
  return `/** One page of ${many}, ${order.sentence}. */
${fit(`export async function list${types}(`, parameters, `): Promise<Page<${type}Record>> {`)}
  const sql = \`
    select \${columns},
      "_sequence"::text as "_sequence",
      ${order.value} as "_value"
    from "${entity.table}"
    where ${conditions.join('\n      and ')}
    order by ${order.by}
    limit $1
  \`
${fit('const values = [', values, ']', 2)}
  return page(await database.query<${type}Record & Placed>(sql, values), request.limit)
}`
}

/** How the list is ordered, and where a page begins: `$2` is the last sequence number, `$3` the last value. */
function listOrder(entity: ServiceEntity) {
  const sequence = 'request.after?.sequence ?? null'
  if (entity.orderBy === null) {
    return {
      sentence: 'newest first',
      value: 'null',
      by: '"_sequence" desc',
      after: '($2::bigint is null or "_sequence" < $2)',
      parameters: [sequence],
    }
  }
  const column = `"${columnOf(entity, entity.orderBy)}"`
  const field = fieldOf(entity, entity.orderBy)
  const type = columnTypes[field.type]
  const later = `(${column}, "_sequence") > ($3::text::${type}, $2::bigint)`
  const laterOrNull = `case when $3::text is null then ${column} is null and "_sequence" > $2::bigint else ${column} is null or ${later} end`
  return {
    sentence: `ordered by ${field.name}`,
    value: `${column}::text`,
    by: field.required ? `${column}, "_sequence"` : `${column} nulls last, "_sequence"`,
    after: `($2::bigint is null or ${field.required ? later : laterOrNull})`,
    parameters: [sequence, 'request.after?.value ?? null'],
  }
}

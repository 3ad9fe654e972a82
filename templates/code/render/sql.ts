import type { Field } from '#server/loop/intents/schemas.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { columnOf, columns, columnTypes, fieldOf, indexName, type ServiceEntity } from '#templates/code/model.ts'

/** Migrations only add: the version before keeps working on the new schema. */

export interface Migration {
  /** Without its number, such as `create_berths`. */
  name: string
  sql: string
}

export function createTable(entity: ServiceEntity): Migration {
  const { many } = entityWords(entity.name)
  const own = [
    '"id" uuid primary key',
    '"_sequence" bigint generated always as identity unique',
    '"created_at" timestamptz not null default now()',
  ]
  const lines = [...own, ...entity.fields.map((field) => columnDefinition(entity, field))]
  const sql = [
    `-- Holds ${many}. Expand-only: nothing that exists is touched.`,
    `create table "${entity.table}" (`,
    `  ${lines.join(',\n  ')}`,
    ');',
  ]
  if (entity.orderBy !== null) {
    const column = columnOf(entity, fieldOf(entity, entity.orderBy).name)
    sql.push(
      '',
      '-- The list is read in this order.',
      `create index "${indexName(entity.table, column)}" on "${entity.table}" ("${column}", "_sequence");`,
    )
  }
  return { name: `create_${entity.table}`, sql: `${sql.join('\n')}\n` }
}

export function createdColumns(entity: ServiceEntity): string[] {
  return ['id', '_sequence', 'created_at', ...columns(entity).values()]
}

function columnDefinition(entity: ServiceEntity, field: Field): string {
  return `"${columnOf(entity, field.name)}" ${columnTypes[field.type]}${field.required ? ' not null' : ''}`
}

/** What older records, and those the version before still writes, hold in a field that becomes required at once. */
const defaults: Readonly<Record<Field['type'], { sql: string; sentence: string }>> = {
  text: { sql: "''", sentence: 'an empty text' },
  email: { sql: "''", sentence: 'an empty text' },
  integer: { sql: '0', sentence: '0' },
  decimal: { sql: '0', sentence: '0' },
  boolean: { sql: 'false', sentence: 'no' },
  date: { sql: 'current_date', sentence: 'the day of this change' },
  timestamp: { sql: 'now()', sentence: 'the moment of this change' },
  uuid: { sql: "'00000000-0000-0000-0000-000000000000'", sentence: 'the nil UUID' },
}

export function defaultSentence(field: Field): string {
  return defaults[field.type].sentence
}

/** `entity` already has the field. A required one gets a default, so that the version before can still write. */
export function addColumn(entity: ServiceEntity, field: Field): Migration {
  const column = columnOf(entity, field.name)
  const rest = field.required ? ` not null default ${defaults[field.type].sql}` : ''
  const why = field.required
    ? `Records of before, and of the version before, hold ${defaults[field.type].sentence}.`
    : 'Records of before hold nothing here.'
  return {
    name: `add_${column}_to_${entity.table}`.slice(0, 120),
    sql: `-- Expand-only: the version before keeps working. ${why}\nalter table "${entity.table}" add column "${column}" ${columnTypes[field.type]}${rest};\n`,
  }
}

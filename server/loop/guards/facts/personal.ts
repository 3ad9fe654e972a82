import type * as z from 'zod/mini'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { MigrationStatement, PersonalField } from '#server/policy/schemas.ts'

type Fact = z.infer<typeof PersonalField>
type Statement = z.infer<typeof MigrationStatement>
type Entity = WorkspaceModel['entities'][number]
type Field = Entity['fields'][number]

/** Names that are somebody's whatever the form says. Fewer than the form's own guess, which a person may correct. */
const certain =
  /(^|_)(email|e_mail|phone|telephone|mobile|passport|national_id|nis|trn|ssn|dob|birth_?date|date_of_birth|home_address|surname|first_name|last_name|full_name|iban|bank_account|religion|ethnicity|diagnosis)(_|$)/

const modelFile = 'model/service.json'

/**
 * Fields that this change starts to keep and that can identify a person: those the model declares, and those whose name
 * alone says so, in the model or in a migration.
 */
export function personalFields(head: WorkspaceModel, base: WorkspaceModel, statements: readonly Statement[]): Fact[] {
  const modelled = head.entities.flatMap((entity) => fieldsOf(entity, base, statements))
  const known = new Set(
    head.entities.flatMap(({ table, fields }) => fields.map((field) => `${table}.${columnOf(field)}`)),
  )
  const unmodelled = statements.flatMap(({ table, columns, path, line }) =>
    columns
      .filter((column) => certain.test(snake(column)) && !known.has(`${table}.${column}`))
      .map((column) => ({ entity: table ?? '?', field: column, column, declared: false, purpose: null, path, line })),
  )
  return [...modelled, ...unmodelled]
}

/** Names a log line must not hold: every personal field the service has. */
export function personalNames(model: WorkspaceModel): Set<string> {
  const fields = model.entities.flatMap(({ fields }) => fields.filter(isPersonal))
  return new Set(fields.flatMap((field) => [field.name, columnOf(field)]))
}

function fieldsOf(entity: Entity, base: WorkspaceModel, statements: readonly Statement[]): Fact[] {
  const before = base.entities.find(({ name }) => name === entity.name)
  return entity.fields.filter(isPersonal).flatMap((field) => {
    const same = before?.fields.find(({ name }) => name === field.name)
    if (same?.personal === field.personal && before?.consentPurpose === entity.consentPurpose) return []
    const column = columnOf(field)
    const place = statements.find(({ table, columns }) => table === entity.table && columns.includes(column))
    const { path, line } = place ?? { path: modelFile, line: null }
    const { name, consentPurpose } = entity
    return [{ entity: name, field: field.name, column, declared: field.personal, purpose: consentPurpose, path, line }]
  })
}

function isPersonal(field: Field): boolean {
  return field.personal || field.type === 'email' || certain.test(columnOf(field))
}

function columnOf({ name }: Field): string {
  return snake(name)
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}

import type { Field } from '#server/loop/intents/schemas.ts'
import { fit, literal, open, quoted } from '#templates/code/language/print.ts'
import { rulesOf } from '#templates/code/language/rules.ts'
import { entityWords, withArticle } from '#templates/code/language/words.ts'
import { filters, type ServiceEntity } from '#templates/code/model.ts'

const builders: Readonly<Record<Field['type'], string>> = {
  text: 'text',
  email: 'email',
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'yesOrNo',
  date: 'date',
  timestamp: 'timestamp',
  uuid: 'uuid',
}

/** `schema.ts`: what may be recorded, and what a list may be asked. */
export function renderSchema(entity: ServiceEntity): string {
  const { type, one, many } = entityWords(entity.name)
  const values = new Set(entity.fields.map((field) => builders[field.type]))
  if (entity.fields.some((field) => !field.required)) values.add('optional')
  const filterable = filters(entity)
  const imports = [
    "import { z } from 'zod'",
    fit('import {', filterable.length > 0 ? ['inQuery', 'listQuery'] : ['listQuery'], "} from '../../queries.ts'"),
    fit('import {', [...[...values].sort(), 'type Stored'], "} from '../../values.ts'"),
  ]
  const fields = entity.fields.map((field) => [field.name, fieldSchema(field)] as const)
  const queries = filterable.map(
    (field) => [field.name, `inQuery.${field.type === 'email' ? 'text' : field.type}.optional()`] as const,
  )
  return `${imports.join('\n')}

/** What a caller says to record ${withArticle(one)}. */
export const New${type} = z.strictObject(${open(fields)})

${inferred(`New${type}`)}

/** A record as it is stored and answered. */
export type ${type}Record = New${type} & Stored

/** How the list of ${many} may be asked for. */
export const ${type}Query = listQuery(${open(queries)})

${inferred(`${type}Query`)}
`
}

function inferred(name: string): string {
  return fit(`export type ${name} = z.infer<`, [`typeof ${name}`], '>').replace(/,\n>$/, '\n>')
}

function fieldSchema(field: Field): string {
  const options = ruleOptions(field)
  const inner = `${builders[field.type]}(${options.length > 0 ? open(options, field.required ? 2 : 4) : ''})`
  if (field.required) return inner
  return options.length > 0 ? `optional(\n    ${inner},\n  )` : `optional(${inner})`
}

function ruleOptions(field: Field): (readonly [string, string])[] {
  const rules = rulesOf(field)
  const list = (name: string, items: readonly string[]) => listed(name, items, field.required ? 4 : 6)
  const options: (readonly [string, string] | null)[] = [
    rules.minLength > 0 ? ['minLength', literal(rules.minLength)] : null,
    rules.maxLength !== null ? ['maxLength', literal(rules.maxLength)] : null,
    rules.minLength > 1000 && rules.maxLength === null ? ['maxLength', literal(rules.minLength)] : null,
    rules.minimum !== null ? ['minimum', literal(rules.minimum)] : null,
    rules.maximum !== null ? ['maximum', literal(rules.maximum)] : null,
    rules.patterns.length > 0 ? ['patterns', list('patterns', rules.patterns)] : null,
    rules.oneOf ? ['oneOf', list('oneOf', rules.oneOf)] : null,
    rules.imoNumber ? ['imoNumber', 'true'] : null,
  ]
  return options.filter((option) => option !== null)
}

/** What stands after `name: ` in an open object, whose lines end with a comma. */
function listed(name: string, items: readonly string[], indent: number): string {
  return fit(`${name}: [`, items.map(quoted), '],', indent).trimStart().slice(`${name}: `.length, -1)
}

import type { Field } from '#server/loop/intents/schemas.ts'
import { samples } from '#templates/code/language/samples.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'

/** Every record has these already. */
const ownFields = new Set(['id', 'createdAt'])
/**
 * Every JavaScript object answers to these, so a missing value could not be told from a present one; and one with `then`
 * is taken for a promise.
 */
const inherited = new Set([...Object.getOwnPropertyNames(Object.prototype), 'then'])

/** @throws NoTemplate when a field's name is taken or its rules leave no value. */
export function checkField(field: Field, others: readonly Field[]): void {
  const { name } = field
  ensureTemplate(!ownFields.has(name), `Every record has ${name} already. Please choose another name.`)
  ensureTemplate(!inherited.has(name), `JavaScript keeps the name ${name} for itself. Please choose another name.`)
  ensureTemplate(!others.some((other) => other.name === name), `There is a field ${name} already.`)
  samples(field)
}

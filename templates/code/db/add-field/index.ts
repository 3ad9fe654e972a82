import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { checkField } from '#templates/code/checks.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { columnOf, entityOf, type ServiceEntity, withEntity } from '#templates/code/model.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import { noSchemaChange, type Option, type Pack, type PackManifest } from '#templates/code/pack.ts'
import { apiParts, consentPurpose, inputThreats, personalThreats, plainEntity } from '#templates/code/parts.ts'
import { addColumn, defaultSentence } from '#templates/code/render/sql.ts'
import manifest from './pack.json' with { type: 'json' }

/** `Entity.fields` holds no more than this. */
const MOST_FIELDS = 40

/** A field on records that exist already. Either way the version before keeps reading and writing. */
export const addField: Pack<'addField'> = {
  manifest: manifest as PackManifest,
  options({ entity: name, field }, model) {
    const entity = entityOf(model, name)
    checkField(field, entity.fields)
    ensureTemplate(
      entity.fields.length < MOST_FIELDS,
      `${name} has ${MOST_FIELDS} fields already, which is the most a record can have.`,
    )
    return field.required
      ? [defaulted(entity, field, model), later(entity, field, model)]
      : [optional(entity, field, model)]
  },
}

function optional(entity: ServiceEntity, field: Field, model: WorkspaceModel): Option {
  const { title, many } = entityWords(entity.name)
  return {
    ...base(entity, field, model),
    name: 'optional',
    title: `${title}: add ${field.name}`,
    summary: `${capital(many)} can hold ${field.name}. Records of before hold nothing there, and callers that do not know it go on as they are.`,
    tradeOff: 'Nobody has to change anything, and so nobody has to fill it in.',
  }
}

function defaulted(entity: ServiceEntity, field: Field, model: WorkspaceModel): Option {
  const { title, many } = entityWords(entity.name)
  const option = base(entity, field, model)
  return {
    ...option,
    name: 'defaulted',
    title: `${title}: add ${field.name}, required at once`,
    summary: `New ${many} must say ${field.name}. Records of before, and those the version before still writes, hold ${defaultSentence(field)} there.`,
    tradeOff: `One step, but older records hold ${defaultSentence(field)}, which nobody said, and callers that do not send it are refused at once.`,
    threats: [
      ...option.threats,
      'Callers that do not send the field are refused as soon as this version answers them.',
    ],
  }
}

function later(entity: ServiceEntity, field: Field, model: WorkspaceModel): Option {
  const { title, many } = entityWords(entity.name)
  return {
    ...base(entity, { ...field, required: false }, model),
    name: 'later',
    title: `${title}: add ${field.name}, required later`,
    summary: `First of two steps: ${many} can hold ${field.name}, and records of before say honestly that they do not. When callers send it and older records are filled, a second change requires it.`,
    tradeOff: 'Nothing invented and nobody refused, but until the second change a record may lack it.',
  }
}

function base(entity: ServiceEntity, field: Field, model: WorkspaceModel) {
  const changed: ServiceEntity = { ...entity, fields: [...entity.fields, field] }
  changed.consentPurpose = entity.consentPurpose ?? consentPurpose(changed)
  return {
    ...noSchemaChange,
    ...apiParts(changed),
    model: withEntity(model, changed),
    entities: [plainEntity(changed)],
    operations: operations(changed),
    schemaChanges: [{ kind: 'addColumn' as const, table: entity.table, column: columnOf(changed, field.name) }],
    migration: addColumn(changed, field),
    personalFields: field.personal ? [field.name] : [],
    testPlan: [
      `${field.name} is answered as it was recorded, and listed.`,
      `${field.name} refuses another type, and whatever its rules forbid.`,
      ...(field.required
        ? ['A record without it is refused.']
        : ['A record without it is taken, and holds nothing there.']),
      ...(field.personal ? ['Personal data is refused without the agreed purpose, and nothing is stored.'] : []),
    ],
    threats: [...inputThreats, ...(field.personal ? personalThreats(changed) : [])],
  }
}

function operations(entity: ServiceEntity): string[] {
  const one = entity.queries.some((query) => query.kind === 'byId') ? [`GET ${entity.path}/{id}`] : []
  return [`GET ${entity.path}`, ...one, `POST ${entity.path}`]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

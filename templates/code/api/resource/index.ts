import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { checkField } from '#templates/code/checks.ts'
import { entityWords, withArticle } from '#templates/code/language/words.ts'
import { personalFields, type ServiceEntity, withEntity } from '#templates/code/model.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import { type IntentOf, noSchemaChange, type Option, type Pack, type PackManifest } from '#templates/code/pack.ts'
import { apiParts, consentPurpose, inputThreats, personalThreats, plainEntity } from '#templates/code/parts.ts'
import { createdColumns, createTable } from '#templates/code/render/sql.ts'
import manifest from './pack.json' with { type: 'json' }

/** A new kind of record that callers create and list. */
export const resource: Pack<'resource'> = {
  manifest: manifest as PackManifest,
  options(intent, model) {
    check(intent, model)
    const { name, fields } = intent.entity
    const { path, table } = entityWords(name)
    const purpose = consentPurpose(intent.entity)
    const entity: ServiceEntity = {
      name,
      fields,
      path,
      table,
      orderBy: intent.orderBy,
      queries: [],
      listPage: null,
      consentPurpose: purpose,
    }
    return [plain(entity, model), findable(entity, model)]
  },
}

function plain(entity: ServiceEntity, model: WorkspaceModel): Option {
  const { many, path, title } = entityWords(entity.name)
  return {
    ...base(entity, model),
    name: 'plain',
    title: `${title}: create and list`,
    summary: `A table of ${many}, and an API that records and lists them, ${orderSentence(entity)}, a page at a time. Nothing that exists is touched.`,
    tradeOff: 'The smallest surface: a caller who wants one record must have kept the answer, or find it in the list.',
    operations: [`GET ${path}`, `POST ${path}`],
  }
}

function findable(entity: ServiceEntity, model: WorkspaceModel): Option {
  const { one, many, path, title } = entityWords(entity.name)
  const withFind: ServiceEntity = { ...entity, queries: [{ kind: 'byId' }] }
  const option = base(withFind, model)
  return {
    ...option,
    name: 'findable',
    title: `${title}: create, list and find by id`,
    summary: `A table of ${many}, and an API that records and lists them, ${orderSentence(entity)}, and answers ${withArticle(one)} by its id. A created record's address is in the Location header.`,
    tradeOff: 'One more address to keep and to probe, in return for records that can be linked to.',
    operations: [`GET ${path}`, `GET ${path}/{id}`, `POST ${path}`],
    testPlan: [...option.testPlan, 'A record is found by its id; another id, and what is no id, answer 404.'],
  }
}

function base(entity: ServiceEntity, model: WorkspaceModel) {
  const { table } = entity
  const rules = entity.fields.map(({ name }) => name).join(', ')
  return {
    ...noSchemaChange,
    ...apiParts(entity),
    model: withEntity(model, entity),
    entities: [plainEntity(entity)],
    schemaChanges: [{ kind: 'createTable' as const, table, columns: createdColumns(entity) }],
    migration: createTable(entity),
    personalFields: personalFields(entity),
    testPlan: [
      'What is posted is answered as it was recorded, and listed.',
      `Each field (${rules}) refuses another type, and whatever its rules forbid.`,
      'The list keeps its order over page borders and shows no record twice.',
      ...(entity.consentPurpose ? ['Personal data is refused without the agreed purpose, and nothing is stored.'] : []),
    ],
    threats: [...inputThreats, ...personalThreats(entity)],
  }
}

function orderSentence(entity: ServiceEntity): string {
  return entity.orderBy === null ? 'newest first' : `ordered by ${entity.orderBy}`
}

function check({ entity, orderBy }: IntentOf<'resource'>, model: WorkspaceModel): void {
  const { many, path, table } = entityWords(entity.name)
  const taken = model.entities.some(
    (other) => other.name === entity.name || other.table === table || other.path === path,
  )
  ensureTemplate(
    !taken,
    `${model.service} records ${many} already. You can ask for a new field, a rule, a page or another way to read them.`,
  )
  entity.fields.forEach((field, index) => checkField(field, entity.fields.slice(0, index)))
  if (orderBy === null) return
  const order = entity.fields.find((field) => field.name === orderBy)
  ensureTemplate(order !== undefined, `The list cannot be ordered by ${orderBy}, which is none of its fields.`)
  ensureTemplate(
    !order.personal,
    `Ordering by ${orderBy} would put personal data into the list's addresses. Please order by another field.`,
  )
}

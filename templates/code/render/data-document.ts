import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { ruleSentence } from '#templates/code/language/rules.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { has, type ServiceEntity } from '#templates/code/model.ts'

/** `docs/data.md`: what the service records, for people. */
export function renderDataDocument(model: WorkspaceModel): string {
  const parts = model.entities.map(section)
  return `# What this service records\n\n${parts.length > 0 ? parts.join('\n') : 'Nothing yet.\n'}`
}

function section(entity: ServiceEntity): string {
  const { title, many } = entityWords(entity.name)
  const order = entity.orderBy === null ? 'newest first' : `ordered by \`${entity.orderBy}\``
  const ways = [
    `- \`POST ${entity.path}\` records one.`,
    `- \`GET ${entity.path}\` lists them, ${order}, a page at a time.`,
    ...(has(entity, 'byId') ? [`- \`GET ${entity.path}/{id}\` answers one.`] : []),
    ...(has(entity, 'count') ? [`- \`GET ${entity.path}/count\` answers how many there are.`] : []),
    ...entity.queries.flatMap((query) =>
      query.kind === 'filter' ? [`- \`GET ${entity.path}?${query.field}=…\` lists those with this value.`] : [],
    ),
    ...(entity.listPage ? ['- There is a page that shows them.'] : []),
  ]
  const consent = entity.consentPurpose
    ? `\nSome fields of ${many} are personal data. They are taken only with the header \`consent-purpose: ${entity.consentPurpose}\`.\n`
    : ''
  return `## ${title}

${ways.join('\n')}
${consent}
| Field | Kind | Needed | Rules |
|---|---|---|---|
${entity.fields.map(row).join('\n')}
`
}

function row(field: Field): string {
  const rules = [...(field.personal ? ['personal data'] : []), ...field.rules.map(ruleSentence)].join('; ')
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')
  return `| \`${field.name}\` | ${field.type} | ${field.required ? 'yes' : 'no'} | ${cell(rules)} |`
}

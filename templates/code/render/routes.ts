import { fit, quoted } from '#templates/code/language/print.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { has, personalFields, type ServiceEntity } from '#templates/code/model.ts'

/** `routes.ts`: the entity's part of the API. */
export function renderRoutes(entity: ServiceEntity): string {
  const { type, types, variable } = entityWords(entity.name)
  const [byId, counted] = [has(entity, 'byId'), has(entity, 'count')]
  const stored = [
    ...(counted ? [`count${types}`] : []),
    `create${type}`,
    ...(byId ? [`find${type}`] : []),
    `list${types}`,
  ]
  const imports = [
    "import { Hono } from 'hono'",
    "import type { Service } from '../../app.ts'",
    "import { pageRequest } from '../../paging.ts'",
    ...(byId ? ["import { Problem } from '../../problems.ts'"] : []),
    fit(
      'import {',
      entity.consentPurpose ? ['jsonBody', 'requireConsent'] : ['jsonBody'],
      "} from '../../requests.ts'",
    ),
    ...(byId ? ["import { uuid } from '../../values.ts'"] : []),
    fit('import {', [`${type}Query`, `New${type}`], "} from './schema.ts'"),
    fit('import {', stored, "} from './store.ts'"),
  ]
  const routes = [renderCreate(entity), renderList(entity)]
  if (counted) routes.push(`  routes.get('/count', async (c) => c.json({ count: await count${types}(database) }))`)
  if (byId) {
    routes.push(`  routes.get('/:id', async (c) => {
    const id = uuid().safeParse(c.req.param('id'))
    const found = id.success ? await find${type}(database, id.data) : null
    if (!found) throw new Problem(404, 'not-found', 'There is nothing with this id.')
    return c.json(found)
  })`)
  }
  return `${imports.join('\n')}
${entity.consentPurpose ? consent(entity) : ''}
/** What is below \`${entity.path}\`. */
export function ${variable}Routes({ database, settings }: Service): Hono {
  const routes = new Hono()

${routes.join('\n\n')}

  return routes
}
`
}

function consent(entity: ServiceEntity): string {
  return `
/** Fields that can identify a person: taken only with the purpose that was agreed to. */
${fit('const personal = [', personalFields(entity).map(quoted), ']')}
const consentPurpose = ${quoted(entity.consentPurpose ?? '')}
`
}

function renderCreate(entity: ServiceEntity): string {
  const { type, folder } = entityWords(entity.name)
  const answer = has(entity, 'byId')
    ? [
        `    const stored = await create${type}(database, input)`,
        `    return c.json(stored, 201, { location: \`${folder}/\${stored.id}\` })`,
      ]
    : [`    return c.json(await create${type}(database, input), 201)`]
  const lines = [
    "  routes.post('/', async (c) => {",
    '    const body = await jsonBody(c)',
    ...(entity.consentPurpose ? ['    requireConsent(c, consentPurpose, personal, body)'] : []),
    `    const input = New${type}.parse(body)`,
    ...answer,
    '  })',
  ]
  return lines.join('\n')
}

function renderList(entity: ServiceEntity): string {
  const { type, types } = entityWords(entity.name)
  return `  routes.get('/', async (c) => {
    const query = ${type}Query.parse(c.req.query())
    const request = pageRequest(query, settings)
    return c.json(await list${types}(database, request, query))
  })`
}

/** `server/resources/index.ts`: where each entity's routes are mounted. */
export function renderResources(entities: readonly ServiceEntity[]): string {
  const named = entities.map((entity) => ({ ...entityWords(entity.name), path: entity.path }))
  const imports = named
    .map(({ variable, folder }) => `import { ${variable}Routes } from './${folder}/routes.ts'`)
    .sort()
  const unused = named.length === 0 ? '_' : ''
  return `import type { Hono } from 'hono'
import type { Service } from '../app.ts'
${imports.join('\n')}${imports.length > 0 ? '\n' : ''}
/** Every entity below its own path. */
export function mountResources(${unused}app: Hono, ${unused}service: Service): void {
${named.map(({ path, variable }) => `  app.route('${path}', ${variable}Routes(service))`).join('\n')}
}
`
}

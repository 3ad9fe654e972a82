import type { Field } from '#server/loop/intents/schemas.ts'
import { open, quoted } from '#templates/code/language/print.ts'
import { entityWords, label } from '#templates/code/language/words.ts'
import { fieldOf, type ServiceEntity } from '#templates/code/model.ts'

const kinds: Readonly<Record<Field['type'], string>> = {
  text: 'text',
  email: 'text',
  uuid: 'text',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
}

/** `<entity>.tsx`: the list as a page. */
export function renderPage(entity: ServiceEntity): string {
  const { types, many, title, path } = { ...entityWords(entity.name), path: entity.path }
  const columns = (entity.listPage ?? []).map((name) => {
    const isOwn = entity.fields.some((field) => field.name === name)
    const kind = isOwn ? kinds[fieldOf(entity, name).type] : name === 'createdAt' ? 'timestamp' : 'text'
    const entries = [
      ['field', quoted(name)],
      ['label', quoted(isOwn ? label(name) : name === 'id' ? 'Id' : 'Recorded')],
      ['kind', quoted(kind)],
    ] as const
    return `  ${open(entries, 2)},`
  })
  return `import { type Column, ListPage } from '../list-page.tsx'

const title = ${quoted(title)}
const path = ${quoted(path)}
const columns: readonly Column[] = [
${columns.join('\n')}
]

/** The ${many} that were recorded. */
export function ${types}Page() {
  return <ListPage title={title} path={path} columns={columns} />
}
`
}

/** `front/pages/index.ts`: every page, in the order of the model. */
export function renderPages(entities: readonly ServiceEntity[]): string {
  const shown = entities.filter((entity) => entity.listPage !== null).map((entity) => entityWords(entity.name))
  const imports = shown.map(({ types, folder }) => `import { ${types}Page } from './${folder}.tsx'`).sort()
  const entries = shown.map(({ folder, title, types }) =>
    open(
      [
        ['name', quoted(folder)],
        ['label', quoted(title)],
        ['View', `${types}Page`],
      ],
      2,
    ),
  )
  const list = entries.length === 0 ? '[]' : `[\n${entries.map((entry) => `  ${entry},\n`).join('')}]`
  return `import type { ReactNode } from 'react'
${imports.join('\n')}${imports.length > 0 ? '\n' : ''}
/** The pages that the frame offers; \`name\` is their part of the address. */
export const pages: readonly { name: string; label: string; View: () => ReactNode }[] = ${list}
`
}

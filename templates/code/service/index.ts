import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { packageRoot } from '#server/platform/env.ts'
import type { TreeFile } from '#server/ports/git.ts'
import { numbered } from '#templates/code/migrations.ts'
import { renderModelFiles } from '#templates/code/render/index.ts'
import { createTable } from '#templates/code/render/sql.ts'

/** Names that would mean something to this repository's own tools are kept under another one. */
const kept: Readonly<Record<string, string>> = { _gitignore: '.gitignore', '_biome.json': 'biome.json' }

/** A whole new service, ready to be committed: what does not depend on the model, and what follows from its first one. */
export function serviceFiles(service: string): TreeFile[] {
  const model = firstModel(service)
  const migration = createTable(berth)
  const content = {
    ...handwritten(service),
    ...renderModelFiles(model),
    [`migrations/${numbered([], migration.name)}`]: migration.sql,
  }
  return Object.entries(content)
    .map(([path, text]) => ({ path, content: text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

const berth: WorkspaceModel['entities'][number] = {
  name: 'Berth',
  fields: [
    {
      name: 'code',
      type: 'text',
      required: true,
      personal: false,
      rules: [{ kind: 'pattern', value: '^[A-Z]{1,3}[0-9]{1,3}$' }],
    },
    {
      name: 'name',
      type: 'text',
      required: true,
      personal: false,
      rules: [
        { kind: 'minLength', value: 1 },
        { kind: 'maxLength', value: 80 },
      ],
    },
    {
      name: 'maximumDraught',
      type: 'decimal',
      required: false,
      personal: false,
      rules: [
        { kind: 'minimum', value: 0 },
        { kind: 'maximum', value: 40 },
      ],
    },
  ],
  path: '/berths',
  table: 'berths',
  orderBy: 'code',
  queries: [],
  listPage: ['code', 'name', 'maximumDraught'],
  consentPurpose: null,
}

/** What a new service begins with: one entity, and its settings. */
export function firstModel(service: string): WorkspaceModel {
  return {
    version: 1,
    service,
    entities: [berth],
    config: {
      title: title(service),
      'list.defaultLimit': 20,
      'list.maximumLimit': 100,
      'requests.maximumBytes': 65_536,
    },
  }
}

function title(service: string): string {
  const text = service.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function handwritten(service: string): Record<string, string> {
  const folder = join(packageRoot, 'templates/code/service/files')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const text = readFileSync(path, 'utf8').replaceAll('{{service}}', service)
      return [
        relative(folder, path)
          .split(sep)
          .map((part) => kept[part] ?? part)
          .join('/'),
        text,
      ]
    }),
  )
}

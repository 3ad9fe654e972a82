import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'

interface Configuration {
  forbidden: IForbiddenRuleType[]
  options: Record<string, unknown>
}

const { forbidden, options } = createRequire(import.meta.url)(
  join(packageRoot, '.dependency-cruiser.cjs'),
) as Configuration

let house: string
const before = process.cwd()

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'))
  symlinkSync(join(packageRoot, 'node_modules'), join(house, 'node_modules'))
  writeFileSync(join(house, 'package.json'), '{"type":"module","imports":{"#*":"./*"},"dependencies":{"pg":"*"}}')
  writeFileSync(join(house, 'tsconfig.json'), '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}')
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

/** The rules that a house of these files breaks. Each file imports what is named beside it. */
async function broken(files: Record<string, readonly string[]>): Promise<string[]> {
  for (const folder of ['server', 'workers', 'app', 'components'])
    rmSync(join(house, folder), { recursive: true, force: true })
  for (const [file, imports] of Object.entries(files)) {
    mkdirSync(dirname(join(house, file)), { recursive: true })
    const lines = imports.map(
      (path, index) => `import * as i${index} from '${path}'; export const e${index} = i${index}`,
    )
    writeFileSync(join(house, file), `${lines.join('\n')}\nexport const here = 1\n`)
  }
  process.chdir(house)
  try {
    const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))]
    const { output } = await cruise(folders, { ...options, validate: true, ruleSet: { forbidden } })
    if (typeof output === 'string') throw new Error(output)
    return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort()
  } finally {
    process.chdir(before)
  }
}

const [intents, designs] = ['server/loop/intents/index.ts', 'server/loop/designs/index.ts']

describe('the import rules', () => {
  it('let a later stage use an earlier one through its front door', async () => {
    expect(await broken({ [intents]: [], [designs]: [`#${intents}`] })).toEqual([])
  })

  it.each<[string, string, Record<string, readonly string[]>]>([
    ['an earlier stage that uses a later one', 'order-intents', { [intents]: [`#${designs}`], [designs]: [] }],
    [
      'what lies behind a front door',
      'front-door-intents',
      { 'server/loop/intents/submit.ts': [], [designs]: ['#server/loop/intents/submit.ts'] },
    ],
    [
      'two files that need each other',
      'no-cycles',
      { 'server/platform/a.ts': ['./b.ts'], 'server/platform/b.ts': ['./a.ts'] },
    ],
    [
      'a platform that knows a stage',
      'platform-knows-no-domain',
      { 'server/platform/a.ts': [`#${intents}`], [intents]: [] },
    ],
    ['a port that names its adapter', 'ports-import-ports', { 'server/ports/a.ts': [`#${intents}`], [intents]: [] }],
    [
      'an adapter picked outside composition',
      'adapters-by-composition',
      { 'server/adapters/git/index.ts': [], [intents]: ['#server/adapters/git/index.ts'] },
    ],
    [
      'an adapter that knows a stage',
      'adapters-see-ports',
      { 'server/adapters/git/a.ts': [`#${intents}`], [intents]: [] },
    ],
    ['rows outside a store', 'rows-in-stores', { [intents]: ['pg'] }],
    [
      'server code in a component',
      'components-are-browser-safe',
      { 'components/a.tsx': [`#${intents}`], [intents]: [] },
    ],
    ['a Node module in browser-safe code', 'browser-safe-files', { 'server/loop/intents/schemas.ts': ['node:fs'] }],
    ['the large zod in browser-safe code', 'small-zod', { 'server/loop/intents/schemas.ts': ['zod'] }],
    [
      'server code behind browser-safe code',
      'browser-safe-closure',
      { 'server/loop/intents/machine.ts': ['./submit.ts'], 'server/loop/intents/submit.ts': [] },
    ],
    ['a page that skips the API', 'pages-are-thin', { 'app/page.tsx': [`#${intents}`], [intents]: [] }],
    [
      'a worker that picks an adapter',
      'workers-are-thin',
      { 'workers/a.ts': ['#server/adapters/git/index.ts'], 'server/adapters/git/index.ts': [] },
    ],
    [
      'permissions reached past the front door',
      'inner-doors-governed-only',
      { 'server/identity/permissions.ts': [], [designs]: ['#server/identity/permissions.ts'] },
    ],
    [
      'test code that ships',
      'testing-in-tests',
      { 'server/testing/a.ts': [], 'server/platform/b.ts': ['#server/testing/a.ts'] },
    ],
    ['an import that leads nowhere', 'resolvable', { [intents]: ['./nowhere.ts'] }],
  ])('refuse %s', async (_, rule, files) => expect(await broken(files)).toContain(rule))
})

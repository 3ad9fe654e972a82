import { describe, expect, it } from 'vitest'
import { readManifest } from './manifest.ts'

const read = (files: Record<string, string>) => readManifest(async (path) => files[path] ?? null)
const dominion = {
  version: 1,
  service: 'pilots',
  commands: { format: ['a'], lint: ['a'], types: ['a'], tests: ['a'], build: ['a'] },
  output: 'dist',
  migrate: [],
  start: ['node', 'server.js'],
  healthPath: '/health',
  needsDatabase: false,
}
const packageFile = {
  name: '@port/pilots',
  scripts: { build: 'esbuild server.ts --outfile=dist/server.js', start: 'node dist/server.js' },
  dependencies: { pg: '8.0.0' },
  devDependencies: { '@biomejs/biome': '2.0.0', typescript: '7.0.0', vitest: '5.0.0', '@vitest/coverage-v8': '5.0.0' },
}
const own = (change: object = {}) => ({
  'package.json': JSON.stringify({ ...packageFile, ...change }),
  'package-lock.json': '{}',
  'tsconfig.json': '{}',
})

describe('dominion.json', () => {
  it('is taken as it is', async () => {
    expect(await read({ 'dominion.json': JSON.stringify(dominion) })).toEqual({
      found: true,
      manifest: dominion,
      assumed: [],
    })
  })

  it.each([
    ['a name that is no service', { service: 'Bad Name' }, /service must be/],
    ['a folder outside', { output: '../x' }, /output must be/],
    ['no start', { start: [] }, /start is empty/],
    ['an empty command', { commands: { ...dominion.commands, lint: [] } }, /commands\.lint is empty/],
    ['a missing command', { commands: { lint: ['a'] } }, /commands\.format/],
    ['another version', { version: 2 }, /version/],
  ])('is refused with %s', async (_, change, sentence) => {
    const outcome = await read({ 'dominion.json': JSON.stringify({ ...dominion, ...change }) })
    expect(outcome.found ? '' : outcome.missing.join(' ')).toMatch(sentence)
  })
})

describe('without one', () => {
  it('package.json says it, and what was assumed is told', async () => {
    const outcome = await read(own())
    expect(outcome).toMatchObject({
      found: true,
      manifest: { service: 'pilots', start: ['node', 'server.js'], needsDatabase: true },
    })
    if (!outcome.found) return
    expect(outcome.manifest.commands.tests).toContain('--outputFile=.dominion/tests.json')
    expect(outcome.manifest.commands.tests).toContain('--coverage')
    expect(outcome.manifest.commands.build.at(-1)).toContain('esbuild server.ts')
    expect(outcome.assumed.join(' ')).toContain('/health')
  })

  it.each([
    ['no lockfile', { 'package.json': '{"name":"x"}' }, /package-lock\.json/],
    ['nothing at all', {}, /neither/],
    ['a package file that is none', { 'package.json': '{', 'package-lock.json': '{}' }, /cannot be read/],
    ['no tests', own({ devDependencies: { ...packageFile.devDependencies, vitest: undefined } }), /No tests/],
    [
      'a build that calls npm',
      own({ scripts: { ...packageFile.scripts, build: 'npm run bundle' } }),
      /package manager/,
    ],
    ['a start that is no file', own({ scripts: { ...packageFile.scripts, start: 'next start' } }), /No start/],
    ['a name that is no service', own({ name: 'Big_Service' }), /no service name/],
  ])('refuses %s, and says what would do', async (_, files, sentence) => {
    const outcome = await read(files)
    expect(outcome.found ? '' : outcome.missing.join(' ')).toMatch(sentence)
  })
})

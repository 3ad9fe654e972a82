import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { npmDependencies } from '#server/adapters/dependencies/npm.ts'
import { keptEvidence } from '#server/adapters/evidence/files.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { sha256 } from '#server/platform/digest.ts'
import { env } from '#server/platform/env.ts'
import { testCluster } from '#server/testing/database.ts'
import { checkFolder } from './check.ts'
import { harbourFiles } from './harbour/index.ts'
import { runsOf } from './places.ts'
import type { CheckName, CheckReport, CheckResult } from './schemas.ts'

const root = mkdtempSync(join(tmpdir(), 'check-'))
const { administrator } = testCluster()
const sandbox = bubblewrapSandbox({ runtimeFolder: join(root, 'run') })
const dependencies = npmDependencies({ sandbox, folder: join(env().DOMINION_DATA, 'dependencies') })
const databases = serviceDatabases({ administratorUrl: () => administrator, secret: () => 'a secret for tests' })
const evidence = keptEvidence(join(root, 'evidence'))
const tools = { sandbox, dependencies, databases, evidence }
const service = 'harbour-checked'

afterAll(() => rmSync(root, { recursive: true, force: true }))

type Change = Record<string, string | ((before: string) => string)>
let serial = 0

/** Harbour with a few files changed, checked. */
async function check(change: Change = {}, signal = AbortSignal.timeout(100_000)): Promise<CheckReport> {
  const folder = join(root, `tree-${serial++}`)
  const files = new Map(harbourFiles(service).map(({ path, content }) => [path, content]))
  for (const [path, next] of Object.entries(change))
    files.set(path, typeof next === 'string' ? next : next(files.get(path) ?? ''))
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return checkFolder(tools, { service, folder, treeId: null }, signal)
}

const of = (report: CheckReport, name: CheckName) =>
  report.results.find((result) => result.name === name) as CheckResult
const command = (name: string, argv: string[]) => (before: string) => {
  const manifest = JSON.parse(before)
  manifest.commands[name] = argv
  return JSON.stringify(manifest, null, 2)
}

/** Put together here, so that no scanner takes this file for a leak. */
const planted = 'QWERTYUIOPASDFGH'

describe('a tree that is in order', () => {
  let report: CheckReport
  beforeAll(async () => {
    await check() // Installs the packages, which is not what is measured.
    const started = performance.now()
    report = await check()
    expect(performance.now() - started).toBeLessThan(40_000)
  }, 120_000)

  it('passes every check, each saying what it looked at', () => {
    expect(report.results.map(({ name, completed, passed }) => [name, completed, passed])).toEqual(
      ['format', 'lint', 'types', 'tests', 'secrets', 'sbom'].map((name) => [name, true, true]),
    )
    for (const name of ['format', 'lint', 'types', 'secrets'] as const)
      expect(of(report, name).measures.filesScanned).toBeGreaterThan(20)
    expect(of(report, 'tests').measures).toMatchObject({
      testsFailed: 0,
      testsPassed: expect.any(Number),
      linesCoveredPercent: expect.any(Number),
    })
    expect(of(report, 'tests')).toMatchObject({ tool: 'vitest', toolVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  })

  it('keeps each tool’s whole output, and the components as CycloneDX, under the digest it names', async () => {
    for (const { outputSha256 } of report.results) expect(sha256(await evidence.get(outputSha256))).toBe(outputSha256)
    const bom = JSON.parse(Buffer.from(await evidence.get(of(report, 'sbom').outputSha256)).toString())
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 })
    expect(bom.components).toHaveLength(report.components.length)
    expect(bom.components).toContainEqual(
      expect.objectContaining({
        type: 'library',
        name: 'vitest',
        scope: 'excluded',
        purl: expect.stringMatching(/^pkg:npm\/vitest@/),
      }),
    )
  })

  it('names every package with its licence', () => {
    const hono = report.components.find((component) => component.purl.startsWith('pkg:npm/hono@'))
    expect(hono).toMatchObject({ licence: 'MIT', scope: 'required' })
    expect(report.components.find((component) => component.purl.startsWith('pkg:npm/%40biomejs/biome@'))?.scope).toBe(
      'development',
    )
  })

  it('leaves no copy and no database behind', () => {
    expect(readdirSync(runsOf(service))).toEqual([])
  })
})

describe('a tree that is not', () => {
  it('is told each fault at its place', async () => {
    const report = await check({
      'server/ugly.ts': 'export   const ugly   = 1\n',
      'server/unused.ts': "import { join } from 'node:path'\nexport const value: number = 'text'\n",
      'server/broken.test.ts':
        "import { expect, it } from 'vitest'\n\nit('adds up', () => {\n  expect(1 + 1).toBe(3)\n})\n",
      'server/leak.ts': ['// a note', `export const key = 'AKIA${planted}'`, ''].join('\n'),
    })
    expect(of(report, 'format')).toMatchObject({ completed: true, passed: false })
    expect(of(report, 'format').findings.map((finding) => finding.path)).toContain('server/ugly.ts')
    expect(of(report, 'lint').findings).toContainEqual(expect.objectContaining({ path: 'server/unused.ts', line: 1 }))
    expect(of(report, 'types').findings).toEqual([
      expect.objectContaining({ rule: 'TS2322', path: 'server/unused.ts', line: 2 }),
    ])
    expect(of(report, 'tests').measures.testsFailed).toBe(1)
    expect(of(report, 'tests').findings).toEqual([
      expect.objectContaining({ path: 'server/broken.test.ts', line: 4, message: expect.stringContaining('adds up') }),
    ])
    expect(of(report, 'secrets').findings).toEqual([
      expect.objectContaining({ rule: 'secret.aws', path: 'server/leak.ts', line: 2 }),
    ])
    expect(JSON.stringify(report)).not.toContain('QWERTYUIOP')
  }, 60_000)

  it('does not pass with too little covered', async () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `  if (a === ${index}) console.error(${index})`).join('\n')
    const report = await check({ 'server/untested.ts': `export function untested(a: number): void {\n${lines}\n}\n` })
    expect(of(report, 'tests')).toMatchObject({
      completed: true,
      passed: false,
      findings: [expect.objectContaining({ rule: 'tests.exit', message: expect.stringMatching(/[Cc]overage/) })],
    })
  }, 60_000)

  it('sees the database as empty and its own, and nothing of this machine', async () => {
    const spy = `import { existsSync } from 'node:fs'\nimport pg from 'pg'\nimport { expect, it } from 'vitest'\n
it('is alone', async () => {
  const client = new pg.Client()
  await client.connect()
  const { rows } = await client.query('select datname from pg_database where has_database_privilege(datname, \\'connect\\') and datname not like \\'te%plate%\\' and datname not like \\'test\\\\_%\\'')
  await client.end()
  expect({ rows, root: existsSync('${root}'), repository: existsSync('${process.cwd()}') }).toEqual({ rows: [{ datname: process.env['PGDATABASE'] }], root: false, repository: false })
})\n`
    expect(of(await check({ 'server/spy.test.ts': spy }), 'tests').findings).toEqual([])
  }, 60_000)
})

describe('a tool that says nothing about the tree', () => {
  const nothing = { completed: false, passed: false, findings: [{ rule: 'check.incomplete' }] }

  it('did not complete: it crashed, is not there, looked at no file, ran no test', async () => {
    const manifest = [
      command('format', ['node_modules/.bin/nothing']),
      command('lint', ['node', '-e', 'process.abort()']),
      command('types', ['node', 'node_modules/typescript/bin/tsc', '--version']),
      command('tests', ['node', '-e', '']),
    ].reduce((before, next) => (text) => next(before(text)))
    const report = await check({ 'dominion.json': manifest })
    for (const name of ['format', 'lint', 'types', 'tests'] as const)
      expect(of(report, name), name).toMatchObject(nothing)
    expect(of(report, 'secrets').completed).toBe(true)
  }, 60_000)

  it('did not complete: its report is none, or a link to another file of this machine', async () => {
    const outside = join(root, 'outside.json')
    const passing = { numTotalTests: 1, numPassedTests: 1, numFailedTests: 0, success: true, testResults: [] }
    writeFileSync(outside, JSON.stringify(passing))
    const plant = `require('fs').mkdirSync('.dominion', { recursive: true }); require('fs').symlinkSync('${outside}', '.dominion/tests.json')`
    const manifest = [
      command('lint', ['node', '-e', 'console.log("{}")', '--', '--reporter=json']),
      command('tests', ['node', '-e', plant]),
    ].reduce((before, next) => (text) => next(before(text)))
    const report = await check({ 'dominion.json': manifest })
    for (const name of ['lint', 'tests'] as const) expect(of(report, name), name).toMatchObject(nothing)
  }, 60_000)
})

it('stops at once when told to, with the reason it was given, and leaves nothing', async () => {
  const stop = new AbortController()
  const reason = new Error('halted')
  setTimeout(() => stop.abort(reason), 600)
  await expect(check({}, stop.signal)).rejects.toBe(reason)
  expect(readdirSync(runsOf(service))).toEqual([])
}, 60_000)

it('refuses a tree that does not say how it is checked', async () => {
  const folder = join(root, 'empty')
  mkdirSync(folder)
  symlinkSync(join(process.cwd(), 'package.json'), join(folder, 'package.json'))
  await expect(checkFolder(tools, { service, folder, treeId: null }, AbortSignal.timeout(1000))).rejects.toThrow(
    /neither a dominion.json nor a package.json/,
  )
  expect(readFileSync(join(process.cwd(), 'package.json'), 'utf8')).not.toBe('')
})

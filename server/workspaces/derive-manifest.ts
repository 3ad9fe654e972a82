import * as z from 'zod/mini'
import type { ManifestOutcome } from './manifest-outcome.ts'
import { servicePattern } from './places.ts'

const PackageFile = z.object({
  name: z.string(),
  scripts: z._default(z.record(z.string(), z.string()), {}),
  dependencies: z._default(z.record(z.string(), z.string()), {}),
  devDependencies: z._default(z.record(z.string(), z.string()), {}),
})
type PackageFile = z.infer<typeof PackageFile>

type Commands = Extract<ManifestOutcome, { found: true }>['manifest']['commands']
type CommandName = keyof Commands

const biome = 'node_modules/@biomejs/biome/bin/biome'
/** Where the checks look for a test run's reports. */
const vitestReports = [
  ...['--configLoader', 'runner', '--reporter=default', '--reporter=json', '--outputFile=.dominion/tests.json'],
]
const vitestCoverage = [
  '--coverage',
  '--coverage.reporter=json-summary',
  '--coverage.reportsDirectory=.dominion/coverage',
]

const wanted: Record<CommandName, string> = {
  format: 'No formatter: add @biomejs/biome or prettier, or a script "format:check".',
  lint: 'No linter: add @biomejs/biome or oxlint, or a script "lint".',
  types: 'No type check: add typescript with a tsconfig.json, or a script "typecheck".',
  tests: 'No tests: use vitest, or a script "test" that runs node --test.',
  build: 'No build: add a script "build" that writes dist/, with everything the service needs to run in it.',
}

/** What `package.json` says about checking, building and running; what it does not say is listed, with what would do. */
export function deriveManifest(packageText: string, has: { typescript: boolean }): ManifestOutcome {
  const parsed = z.safeParse(PackageFile, safeJson(packageText))
  if (!parsed.success) return { found: false, missing: ['package.json cannot be read: it needs at least a name.'] }
  const file = parsed.data
  const service = file.name.replace(/^@[^/]+\//, '')
  const commands = commandsOf(file, has.typescript)
  const start = startOf(file.scripts.start)
  const missing = [
    ...(servicePattern.test(service)
      ? []
      : [`The package name "${service}" is no service name: lower-case letters, digits and hyphens, at most 40.`]),
    ...(Object.keys(wanted) as CommandName[]).filter((name) => !commands[name]).map((name) => wanted[name]),
    ...(Object.values(file.scripts).some((script) => /^\s*(npm|npx|yarn|pnpm)\s/.test(script))
      ? [callsManager(file)]
      : []),
    ...(start ? [] : ['No start: add a script "start" of the form "node dist/<file>.js".']),
  ].filter((sentence) => sentence !== '')
  if (missing.length > 0 || !start)
    return { found: false, missing: [...missing, 'Or describe all of it in a dominion.json.'] }
  const needsDatabase = ['pg', 'postgres', '@prisma/client', 'knex', 'drizzle-orm'].some(
    (name) => name in file.dependencies,
  )
  return {
    found: true,
    manifest: {
      version: 1,
      service,
      commands: commands as Commands,
      output: 'dist',
      migrate: [],
      start,
      healthPath: '/health',
      needsDatabase,
    },
    assumed: [
      'The build writes dist/.',
      'The service listens on the Unix socket named by SOCKET_PATH and answers 200 at /health.',
      needsDatabase
        ? 'It reads PGHOST and its like, and migrates its database when it starts.'
        : 'It needs no database.',
    ],
  }
}

function commandsOf({ scripts, dependencies, devDependencies }: PackageFile, typescript: boolean): Partial<Commands> {
  const has = (name: string) => name in dependencies || name in devDependencies
  const coverage = has('@vitest/coverage-v8') ? vitestCoverage : []
  return {
    ...pick(
      'format',
      script(scripts['format:check']),
      has('@biomejs/biome') && ['node', biome, 'format', '--reporter=json', '.'],
      has('prettier') && ['node', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'],
    ),
    ...pick(
      'lint',
      has('@biomejs/biome') && ['node', biome, 'lint', '--reporter=json', '.'],
      has('oxlint') && ['node', 'node_modules/oxlint/bin/oxlint'],
      script(scripts.lint),
    ),
    ...pick(
      'types',
      typescript &&
        has('typescript') && ['node', 'node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', '.'],
      script(scripts.typecheck),
    ),
    ...pick(
      'tests',
      has('vitest') && ['node', 'node_modules/vitest/vitest.mjs', 'run', ...vitestReports, ...coverage],
      /\bnode\b.*--test/.test(scripts.test ?? '') && script(scripts.test),
    ),
    ...pick('build', script(scripts.build)),
  }
}

function pick(name: CommandName, ...choices: readonly (readonly string[] | false | undefined)[]): Partial<Commands> {
  const found = choices.find((choice) => choice)
  return found ? { [name]: [...found] } : {}
}

/** A script runs as npm would run it, without npm: the dependencies' programs come first on the path. */
function script(text: string | undefined): string[] | undefined {
  return text === undefined || /\b(npm|npx|yarn|pnpm)\b/.test(text)
    ? undefined
    : ['/bin/sh', '-c', `PATH="$PWD/node_modules/.bin:$PATH"; ${text}`]
}

function callsManager({ scripts }: PackageFile): string {
  const used = ['format:check', 'lint', 'typecheck', 'test', 'build'].filter((name) =>
    /\b(npm|npx|yarn|pnpm)\b/.test(scripts[name] ?? ''),
  )
  return used.length === 0
    ? ''
    : `The scripts ${used.join(', ')} call a package manager, which the sandbox does not have. Name the program itself.`
}

/** The artifact is the content of dist/, so the path inside it drops that folder. */
function startOf(text: string | undefined): string[] | null {
  const file = /^node\s+(?:\.\/)?(?:dist\/)?([\w./-]+\.[cm]?js)$/.exec(text?.trim() ?? '')?.[1]
  return file ? ['node', file] : null
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IViolation } from 'dependency-cruiser'
import { packageRoot } from '#server/platform/env.ts'

/** A program: the house's import rules, as errors. Fails as well when the reader did not read everything. */
const folders = ['app', 'components', 'server', 'workers', 'bin', 'tools', 'e2e', 'templates']
const present = folders.filter((folder) => readdirSync(packageRoot).includes(folder))

interface Configuration {
  forbidden: IForbiddenRuleType[]
  options: Record<string, unknown>
}

const sourceFile = /(?<!\.d)\.(ts|tsx|mjs)$/
const notOurs = /^templates\/code\/service\/files\//

/** Sources on disk. A reader that lost its TypeScript compiler reports no violation in no module. */
function sourcesOnDisk(): string[] {
  return present.flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && sourceFile.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(packageRoot.length + 1))
      .filter((file) => !notOurs.test(file)),
  )
}

function sentence({ rule, from, to, cycle }: IViolation): string {
  const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to
  return `${rule.name}: ${from} → ${way}`
}

async function read(): Promise<ICruiseResult> {
  const load = createRequire(import.meta.url)
  const { forbidden, options } = load(join(packageRoot, '.dependency-cruiser.cjs')) as Configuration
  const { output } = await cruise(present, { ...options, validate: true, ruleSet: { forbidden } })
  if (typeof output === 'string') throw new Error('dependency-cruiser reported text instead of a result')
  return output
}

process.chdir(packageRoot)
const { modules, summary } = await read()
const readNames = new Set(modules.map(({ source }) => source))
const unread = sourcesOnDisk().filter((file) => !readNames.has(file))
const problems = [...summary.violations.map(sentence), ...unread.map((file) => `not read: ${file}`)]
for (const problem of problems.sort()) process.stderr.write(`${problem}\n`)
process.stdout.write(`${modules.length} modules read, ${problems.length} problems\n`)
process.exitCode = problems.length > 0 ? 1 : 0

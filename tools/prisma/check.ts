import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packageRoot } from '#server/platform/env.ts'
import type { TestCluster } from '#server/testing/database.ts'

/** A program: do the migrations make what the schema says, and is the committed client made from it? */
const scratch = mkdtempSync(join(tmpdir(), 'prisma-check-'))

function prisma(args: readonly string[], environment: Record<string, string>): { ok: boolean; output: string } {
  const command = [join(packageRoot, 'node_modules/prisma/build/index.js'), ...args]
  const env = { ...process.env, ...environment }
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: packageRoot, env, encoding: 'utf8' })
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() }
}

async function startServer(): Promise<{ server: ChildProcess; address: string }> {
  const program = join(packageRoot, 'server/testing/cluster.ts')
  const server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  return { server, address: (JSON.parse(line) as TestCluster).administrator }
}

async function migrationsDiffer(): Promise<string | undefined> {
  const { server, address } = await startServer()
  const args = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma', '--exit-code']
  const { ok, output } = prisma(args, { DATABASE_URL: address })
  const gone = once(server, 'exit')
  server.stdin?.end()
  await gone
  return ok ? undefined : `The migrations do not make what prisma/models say:\n${output}`
}

const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file.slice(folder.length)}\n${readFileSync(file, 'utf8')}`)
    .sort()
    .join('\n')

function clientDiffers(): string | undefined {
  const committed = join(packageRoot, 'prisma/client')
  for (const part of ['schema.prisma', 'models'])
    cpSync(join(packageRoot, 'prisma', part), join(scratch, part), { recursive: true })
  const { ok, output } = prisma(['generate', '--no-hints'], { PRISMA_SCHEMA_FOLDER: scratch })
  if (!ok) return `The client could not be generated:\n${output}`
  const same = existsSync(committed) && contents(committed) === contents(join(scratch, 'client'))
  return same ? undefined : 'prisma/client is out of date: run npx prisma generate and commit it.'
}

try {
  const problems = [await migrationsDiffer(), clientDiffers()].filter((problem) => problem !== undefined)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

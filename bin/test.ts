import { resolve } from 'node:path'
import { ensureBubblewrap } from '#server/start/bubblewrap.ts'
import { install } from '#server/start/install.ts'

/* Until `install` is done, only Node's own modules may be imported here. */

const root = resolve(import.meta.dirname, '..')
const startedAt = performance.now()
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)

try {
  const [missing] = await Promise.all([ensureBubblewrap(say), install(root, process.env, 'develop')])
  const { sandboxRemedy } = await import('#server/start/sandbox-status.ts')
  const remedy = missing ?? (await sandboxRemedy())
  if (remedy) throw new Error(remedy)
  say('the packages are installed')
  const { runTests } = await import('#tools/test/run.ts')
  process.exitCode = await runTests({
    root,
    only: process.argv.slice(2),
    installMs: performance.now() - startedAt,
    say,
  })
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.stdout.write('0 passed, 1 failed, 0 skipped\n')
  process.exitCode = 1
}

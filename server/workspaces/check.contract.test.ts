import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { npmDependencies } from '#server/adapters/dependencies/npm.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { testCluster } from '#server/testing/database.ts'
import { checkFolder } from './check.ts'
import { harbourFiles } from './harbour/index.ts'

const root = mkdtempSync(join(tmpdir(), 'check-'))
const { administrator } = testCluster()
const sandbox = bubblewrapSandbox({ runtimeFolder: join(root, 'run') })
const tools = {
  sandbox,
  dependencies: npmDependencies({ sandbox, folder: '/tmp/dep-data/dependencies' }),
  databases: serviceDatabases({ administratorUrl: () => administrator, secret: () => 'x' }),
}
it('x', async () => {
  for (const f of harbourFiles('harbour')) {
    const p = join(root, 'tree', f.path)
    mkdirSync(join(p, '..'), { recursive: true })
    writeFileSync(p, f.content)
  }
  for (let i = 0; i < 3; i++) {
    const t = Date.now()
    const report = await checkFolder(
      tools,
      { service: 'harbour', folder: join(root, 'tree'), treeId: null },
      AbortSignal.timeout(60000),
    )
    console.log(
      Date.now() - t,
      JSON.stringify(
        report.results.map((r) => ({ ...r, outputSha256: undefined })),
        null,
        1,
      ).slice(0, 6000),
      report.components.length,
      report.components.slice(0, 3),
    )
  }
}, 120000)

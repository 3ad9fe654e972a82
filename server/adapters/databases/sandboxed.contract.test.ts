import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { testCluster } from '#server/testing/database.ts'
import { serviceDatabases } from './embedded.ts'

const { administrator } = testCluster()
const databases = serviceDatabases({ administratorUrl: () => administrator, secret: () => 'a secret for tests' })
const folder = mkdtempSync(join(tmpdir(), 'databases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('lets a sandbox reach its database', async () => {
  const grant = await databases.temporary('sandboxed')
  const socket = { host: join(folder, 'socket'), ...(await databases.openSocket(grant, join(folder, 'socket'))) }
  const sandbox = bubblewrapSandbox({ runtimeFolder: join(folder, 'runtime') })
  const program = `const pg = require('/pg/node_modules/pg'); const c = new pg.Client(); c.connect().then(() => c.query('select current_user as me')).then(r => { console.log(r.rows[0].me); process.exit() })`
  const result = await sandbox.run(
    {
      argv: ['node', '-e', program],
      workingFolder: '/tmp',
      binds: [
        { source: socket.host, target: '/run/database', writable: false },
        { source: join(process.cwd(), 'node_modules'), target: '/pg/node_modules', writable: false },
      ],
      environment: {
        PGHOST: '/run/database',
        PGPORT: '5432',
        PGUSER: grant.role,
        PGDATABASE: grant.database,
        PGPASSWORD: grant.password,
      },
      timeoutMs: 15_000,
      memoryMb: 256,
      outputLimitBytes: 10_000,
    },
    AbortSignal.timeout(20_000),
  )
  expect(result).toMatchObject({ stderr: '', stdout: `${grant.role}\n` })
  await socket.close()
  await grant.dispose()
})

import pg from 'pg'
import { expect, it } from 'vitest'
import { testCluster } from '#server/testing/database.ts'
import { serviceDatabases } from './embedded.ts'

const { administrator } = testCluster()
const databases = serviceDatabases({ administratorUrl: () => administrator, secret: () => 'a secret for tests' })

it('a temporary database is intact until its server ends its sessions, whatever the reason', async () => {
  const grant = await databases.temporary('interrupted')
  expect(await grant.intact()).toBe(true)
  const client = new pg.Client({ connectionString: administrator })
  await client.connect()
  const watching = `watches ${grant.database}`.slice(0, 63)
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [watching])
  await client.end()
  expect(await grant.intact()).toBe(false)
  await grant.dispose()
})

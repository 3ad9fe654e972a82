import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { asUser, type DatabaseRole, databaseRoles } from '#server/platform/postgres/index.ts'
import { ownDatabase } from '#server/platform/postgres/servers.ts'

/** The server shared by a test run. */
export interface TestCluster {
  /** Connection of the superuser; also the administrator of generated services' databases in tests. */
  administrator: string
  template: string
  roles: Record<DatabaseRole, string>
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

/** A migrated database of one test file's own, with a connection for each role. */
export interface TestDatabase {
  name: string
  administrator: string
  urls: Record<DatabaseRole, string>
}

/** The superuser's connection to the tests' server. */
export function testCluster(): TestCluster {
  return inject('cluster')
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testCluster().administrator })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function connectionTo(name: string): string {
  const url = new URL(testCluster().administrator)
  url.pathname = `/${name}`
  return url.href
}

/**
 * Makes a fresh migrated database, about 50 ms, and drops it after the file. Call it at the top of a `*.db.test.ts` or
 * `*.contract.test.ts`. Close your own clients in an `afterAll` that is registered later: later ones run first.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${testCluster().template} strategy file_copy`)
  const administrator = connectionTo(name)
  await ownDatabase(administrator)
  afterAll(() => onServer(`drop database ${name} with (force)`))
  const { roles } = testCluster()
  const urls = Object.fromEntries(
    databaseRoles.map((role) => [role, asUser(administrator, `dominion_${role}`, roles[role])]),
  ) as Record<DatabaseRole, string>
  return { name, administrator, urls }
}

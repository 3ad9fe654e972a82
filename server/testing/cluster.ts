import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateQueue } from '#server/adapters/queue/migrate.ts'
import { freePort } from '#server/platform/free-port.ts'
import { migrate } from '#server/platform/migrate.ts'
import { asUser, postgresUrl } from '#server/platform/postgres/index.ts'
import {
  type Cluster,
  createDatabase,
  createRoles,
  initialiseCluster,
  newCredentials,
  ownDatabase,
  startCluster,
  stopCluster,
  throwAwayCluster,
} from '#server/platform/postgres/servers.ts'
import type { TestCluster } from './database.ts'

/** A program: one throw-away server with a migrated template, told on standard output, gone when standard input ends. */
const folder = mkdtempSync(join(tmpdir(), 'codex-dominion-test-'))
const credentials = newCredentials()
const cluster: Cluster = throwAwayCluster(folder, credentials.postgres)

async function removeAll(): Promise<never> {
  await stopCluster(cluster, 'immediate')
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

async function prepare(): Promise<TestCluster> {
  await initialiseCluster(cluster)
  const { port } = await startCluster(cluster, await freePort())
  const address = { port, user: 'postgres', password: credentials.postgres }
  const administrator = postgresUrl({ ...address, database: 'postgres' })
  const template = postgresUrl({ ...address, database: 'template_dominion' })
  await createRoles(administrator, credentials)
  await createDatabase(administrator, 'template_dominion')
  await ownDatabase(template)
  const migrator = asUser(template, 'dominion_migrate', credentials.roles.migrate)
  await migrate(migrator)
  await migrateQueue(migrator)
  return { administrator, template: 'template_dominion', roles: credentials.roles }
}

process.stdin.on('end', removeAll).resume()
process.on('SIGTERM', removeAll)
try {
  process.stdout.write(`${JSON.stringify(await prepare())}\n`)
} catch (error) {
  process.stderr.write(`${String(error)}\n`)
  await stopCluster(cluster, 'immediate')
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
}

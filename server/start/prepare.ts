import { migrateQueue } from '#server/adapters/queue/migrate.ts'
import { env } from '#server/platform/env.ts'
import { migrate } from '#server/platform/migrate.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import {
  administratorUrl,
  createDatabase,
  createRoles,
  keepCredentials,
  ownDatabase,
  productDatabase,
} from '#server/platform/postgres/servers.ts'
import { firstRun } from '#server/setup/index.ts'
import { settleClock } from './clock.ts'
import { explainDatabaseError } from './database-errors.ts'

/** A program: roles, migrations and first-run data. Repeating it changes nothing. Tells how to sign in. */
async function prepareDatabase(): Promise<void> {
  const { DATABASE_URL, DOMINION_DATA, CLOCK } = env()
  const credentials = keepCredentials(DOMINION_DATA)
  const administrator = administratorUrl()
  const maintenance = new URL(administrator)
  if (!DATABASE_URL) maintenance.pathname = '/postgres'
  await createRoles(maintenance.href, credentials)
  if (!DATABASE_URL) await createDatabase(maintenance.href, productDatabase)
  await ownDatabase(administrator)
  const migrator = databaseUrl('migrate')
  await migrate(migrator)
  await migrateQueue(migrator)
  await settleClock(migrator, CLOCK)
}

try {
  await prepareDatabase()
  const lines = await firstRun()
  process.stdout.write(`${JSON.stringify(lines)}\n`)
  process.exit(0)
} catch (error) {
  process.stderr.write(`${explainDatabaseError(error)}\n`)
  process.exit(1)
}

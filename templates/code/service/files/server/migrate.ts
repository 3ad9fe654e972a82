import { join } from 'node:path'
import { openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { migrate } from './migrations.ts'

const database = openDatabase()
try {
  const applied = await migrate(database, join(readEnvironment().root, 'migrations'))
  console.info(JSON.stringify({ event: 'migrated', applied }))
} finally {
  await database.close()
}

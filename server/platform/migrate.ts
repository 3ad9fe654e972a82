import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { packageRoot } from './env.ts'

const migrationsFolder = join(packageRoot, 'prisma/migrations')

/** The advisory lock that Prisma's own engine takes while it migrates. */
const prismaLock = 72_707_369

interface Migration {
  name: string
  sql: string
  checksum: string
}

function migrationsIn(folder: string): Migration[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql')))
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function appliedBefore(client: pg.Client): Promise<Map<string, { checksum: string; finished: boolean }>> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  )
  return new Map(rows.map(({ name, ...row }) => [name, row]))
}

/** One transaction for the migration and its record: killed at any point, it was applied whole or not at all. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** Names of migrations that the database has and this version does not: it was used by a later version. */
function unknownTo(migrations: Migration[], applied: ReadonlyMap<string, unknown>): string[] {
  const known = new Set(migrations.map(({ name }) => name))
  return [...applied.keys()].filter((name) => !known.has(name))
}

/**
 * Brings a database up to date, as `dominion_owner`, with the bookkeeping of Prisma's engine, so that the two can be
 * mixed. Two callers at once wait for each other.
 * @param url connection of `dominion_migrate`
 * @returns the names it applied, in order
 * @throws Error when a migration fails (nothing of it remains), was edited after it was applied, or is unknown here
 */
export async function migrate(url: string, folder: string = migrationsFolder): Promise<string[]> {
  const migrations = migrationsIn(folder)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set role dominion_owner')
    await client.query('select pg_advisory_lock($1)', [prismaLock])
    const applied = await appliedBefore(client)
    const [unknown] = unknownTo(migrations, applied)
    if (unknown)
      throw new Error(`The database was used by a later version (it has migration ${unknown}). Update first.`)
    const done: string[] = []
    for (const migration of migrations) {
      const before = applied.get(migration.name)
      if (before && before.checksum !== migration.checksum)
        throw new Error(`Migration ${migration.name} was edited after it was applied. Restore it, and add a new one.`)
      if (before && !before.finished)
        throw new Error(`Migration ${migration.name} failed before. Run npx prisma migrate resolve.`)
      if (before) continue
      await apply(client, migration)
      done.push(migration.name)
    }
    return done
  } finally {
    await client.end()
  }
}

import pg from 'pg'
import { type DatabaseCredentials, databaseRoles } from './credentials.ts'

const oldestServer = 150_000

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
  )
  const server = rows[0]
  if (!server || server.version < oldestServer)
    throw new Error(`PostgreSQL ${server?.name} is too old. DATABASE_URL must name PostgreSQL 15 or later.`)
}

async function createRole(client: pg.Client, name: string, options: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  await client.query(`${rowCount ? 'alter' : 'create'} role ${name} ${options}`)
}

/**
 * Makes the five roles with the passwords given, again and again with the same result. They exist before the first
 * migration, because migrations hold the grants. `dominion_owner` owns everything and cannot log in.
 */
export async function createRoles(administrator: string, credentials: DatabaseCredentials): Promise<void> {
  const client = new pg.Client({ connectionString: administrator })
  await client.connect()
  try {
    await checkVersion(client)
    await client.query('select pg_advisory_lock(72707368)')
    await createRole(client, 'dominion_owner', 'nologin')
    for (const role of databaseRoles) {
      const password = client.escapeLiteral(credentials.roles[role])
      await createRole(client, `dominion_${role}`, `login noinherit password ${password}`)
    }
    await client.query('grant dominion_owner to dominion_migrate, current_user')
  } finally {
    await client.end()
  }
}

/** Makes the database when absent. */
export async function createDatabase(administrator: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: administrator })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

/** Lets `dominion_owner` make what migrations make; only the four roles may connect. */
export async function ownDatabase(administrator: string): Promise<void> {
  const client = new pg.Client({ connectionString: administrator })
  await client.connect()
  try {
    const name = client.escapeIdentifier(client.database ?? '')
    await client.query(`
      revoke all on database ${name} from public;
      grant connect, create on database ${name} to dominion_owner;
      grant connect on database ${name} to dominion_migrate, dominion_app, dominion_sequencer, dominion_queue;
      revoke create on schema public from public;
      grant usage, create on schema public to dominion_owner;
      alter role dominion_queue in database ${name} set search_path = bullmq;
    `)
  } finally {
    await client.end()
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { isAway } from '#server/platform/db/index.ts'
import type { DatabaseGrant, ServiceDatabases } from '#server/ports/databases.ts'
import { openBroker, type Upstream } from './broker.ts'
import { madeAt, stageGrant, temporaryGrant } from './names.ts'

export interface ServiceDatabasesOptions {
  /** Administrator's connection to the services' cluster, asked for on first use: `postgresql://user:password@host:port/postgres`. */
  administratorUrl: () => string
  /** The roles' passwords follow from it. Losing it resets them at the next provisioning. */
  secret: () => string
}

/** A temporary database older than this was left by a process that was killed. The longest test run takes minutes. */
const abandonedAfterMs = 60 * 60_000
/** One service may not take every connection of the cluster. */
const connectionLimit = 40
/** Any number: everybody who makes databases here takes turns. */
const makingLock = 7_236_401

/** Databases of generated services, in a cluster of their own. */
export function serviceDatabases(options: ServiceDatabasesOptions): ServiceDatabases {
  const asAdministrator = <T>(work: (client: pg.Client) => Promise<T>) => withClient(options.administratorUrl(), work)
  return {
    async provision(service, stage) {
      const grant = stageGrant(service, stage, options.secret())
      await asAdministrator((client) => make(client, grant))
      return grant
    },

    async temporary(purpose) {
      const grant = temporaryGrant(purpose, new Date())
      await asAdministrator(async (client) => {
        await removeAbandoned(client)
        await make(client, grant)
      })
      const watch = await watchServer(options.administratorUrl(), grant.database)
      return {
        ...grant,
        async intact() {
          if (await watch.answers()) return true
          await onceItAnswers(() => asAdministrator(async () => undefined))
          return false
        },
        async dispose() {
          await watch.end()
          await asAdministrator((client) => remove(client, grant.database))
        },
      }
    },

    openSocket: async (grant, folder) => openBroker(grant, folder, upstreamOf(options.administratorUrl())),
  }
}

async function make(client: pg.Client, { database, role, password }: DatabaseGrant): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [makingLock])
  const { rows } = await client.query(
    'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database',
    [role, database],
  )
  const verb = rows[0].role ? 'alter' : 'create'
  const rights = `login nosuperuser nocreatedb nocreaterole noreplication connection limit ${connectionLimit}`
  await client.query(`${verb} role ${name(role)} ${rights} password ${client.escapeLiteral(password)}`)
  if (!rows[0].database) await client.query(`create database ${name(database)} owner ${name(role)}`)
  // Without this every role of the cluster could enter every database.
  for (const closed of [database, 'postgres', 'template1'])
    await client.query(`revoke all on database ${name(closed)} from public`)
}

/** A session that does nothing: a restart ends it, and so does the crash of any other session. */
async function watchServer(
  url: string,
  database: string,
): Promise<{ answers(): Promise<boolean>; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url, application_name: `watches ${database}` })
  let unbroken = true
  const broken = () => {
    unbroken = false
  }
  client.on('error', broken)
  await client.connect()
  return {
    // Asked, not only listened to: the news of its end may still be on the way.
    async answers() {
      if (unbroken) await client.query('select').catch(broken)
      return unbroken
    },
    end: () => client.end().catch(() => undefined),
  }
}

/** A killed server is started again within seconds. */
const answersWithinMs = 60_000

async function onceItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + answersWithinMs; ; await pause(250)) {
    try {
      return await ask()
    } catch (error) {
      if (!isAway(error) || Date.now() > end) throw error
    }
  }
}

async function remove(client: pg.Client, grantName: string): Promise<void> {
  await client.query(`drop database if exists ${name(grantName)} with (force)`)
  await client.query(`drop role if exists ${name(grantName)}`)
}

async function removeAbandoned(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database')
  const limit = Date.now() - abandonedAfterMs
  const abandoned = rows.map((row) => row.datname).filter((found) => (madeAt(found)?.getTime() ?? limit) < limit)
  for (const found of abandoned) await remove(client, found)
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'codex-dominion databases' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The brokers speak plain TCP to the server. @throws Error for an address that demands encryption: that is not built. */
function upstreamOf(administratorUrl: string): Upstream {
  const url = new URL(administratorUrl)
  const encryption = url.searchParams.get('sslmode')
  if (encryption && !['disable', 'allow', 'prefer'].includes(encryption))
    throw new Error(
      `SERVICES_DATABASE_URL asks for sslmode=${encryption}; brokers to services' databases cannot encrypt yet.`,
    )
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 5432) }
}

const name = (text: string) => `"${text.replaceAll('"', '""')}"`

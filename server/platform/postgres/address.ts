import { env } from '../env.ts'
import { type DatabaseRole, readCredentials } from './credentials.ts'
import { readPorts } from './ports.ts'

/** Name of the product's database in the bundled cluster. */
export const productDatabase = 'dominion'

/** Where a server listens and who is asking. */
export interface PostgresAddress {
  port: number
  user: string
  password: string
  database: string
  host?: string
}

/** A connection URL with every part encoded. */
export function postgresUrl({ host = '127.0.0.1', port, user, password, database }: PostgresAddress): string {
  const url = new URL(`postgresql://${host}:${port}`)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}

/** The same server and database, as somebody else. */
export function asUser(address: string, user: string, password: string): string {
  const url = new URL(address)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  return url.href
}

const port = (name: 'postgres' | 'databases') => {
  const known = readPorts(env().DOMINION_DATA)[name]
  if (!known) throw new Error(`The database of ${env().DOMINION_DATA} was never started. Run npm start first.`)
  return known
}

/** The administrator's connection to the product's cluster. For the start command and the tests only. */
export function administratorUrl(): string {
  const { DATABASE_URL, DOMINION_DATA } = env()
  if (DATABASE_URL) return DATABASE_URL
  const password = readCredentials(DOMINION_DATA).postgres
  return postgresUrl({ port: port('postgres'), user: 'postgres', password, database: productDatabase })
}

/** The roles this process was handed, when the supervisor started it. */
function handedDown(): Record<DatabaseRole, string | undefined> {
  const { APP_DATABASE_URL, SEQUENCER_DATABASE_URL, QUEUE_DATABASE_URL, MIGRATE_DATABASE_URL } = env()
  return {
    app: APP_DATABASE_URL,
    sequencer: SEQUENCER_DATABASE_URL,
    queue: QUEUE_DATABASE_URL,
    migrate: MIGRATE_DATABASE_URL,
  }
}

/** A process that was handed any connection gets only those it was handed. */
function ensureNotWithheld(what: string): void {
  if (Object.values(handedDown()).every((url) => url === undefined)) return
  throw new Error(`The process ${env().DOMINION_PROCESS} was given no database connection as ${what}.`)
}

/**
 * The connection of one role to the product's database. A process under the supervisor gets only the roles it needs;
 * a command run by the owner of the data folder finds them in `keys/database.json`.
 */
export function databaseUrl(role: DatabaseRole): string {
  const url = handedDown()[role]
  if (url) return url
  ensureNotWithheld(`dominion_${role}`)
  return asUser(administratorUrl(), `dominion_${role}`, readCredentials(env().DOMINION_DATA).roles[role])
}

/** The administrator's connection to the cluster of generated services. Only the adapter for databases asks for it. */
export function servicesDatabaseUrl(): string {
  const url = env().SERVICES_DATABASE_URL
  if (url) return url
  ensureNotWithheld('owner of the services’ databases')
  const password = readCredentials(env().DOMINION_DATA).databases
  return postgresUrl({ port: port('databases'), user: 'postgres', password, database: 'postgres' })
}

import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#prisma/client/client.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'

export type Database = PrismaClient
/** One open transaction: everything written through it happens together or not at all. */
export type Transaction = Prisma.TransactionClient
export type { Prisma }

let client: PrismaClient | undefined

/** The application's connection, made on first use: Next imports modules while building, without a database. */
export function database(): Database {
  client ??= connect(databaseUrl('app'))
  return client
}

export function connect(url: string): Database {
  const made = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 10 }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  addresses.set(made, url)
  return made
}

const addresses = new WeakMap<Database, string>()
const limited = new WeakMap<Database, Database>()

/**
 * The same database through connections of their own that give a statement up after so many milliseconds, for questions
 * whose cost the asker decides. They end by themselves when nothing is asked.
 */
export function limitedBeside(database: Database, timeoutMs: number): Database {
  const known = limited.get(database)
  if (known) return known
  const connectionString = addresses.get(database) ?? databaseUrl('app')
  // Compiling a statement takes longer than most of these take to run.
  const settings = { statement_timeout: timeoutMs, options: '-c jit=off' }
  const pool = { max: 5, idleTimeoutMillis: 10_000, allowExitOnIdle: true }
  const made = new PrismaClient({ adapter: new PrismaPg({ connectionString, ...pool, ...settings }) })
  limited.set(database, made)
  return made
}

/** Someone else's row already has what must be unique. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002'
}

const away =
  /can.t reach database|connection terminated|not queryable|closed the connection|57P0[1-3]|ECONN(REFUSED|RESET)|database system is/i

/** The database went away in the middle of it, so that nobody can tell whether it was written. It is tried again. */
export function isAway(error: unknown): boolean {
  return error instanceof Error && away.test(error.message)
}

/** Points this process at another database: for tests and throw-away instances. */
export function useDatabase(other: Database): void {
  client = other
}

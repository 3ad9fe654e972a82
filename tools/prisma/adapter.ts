import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** PostgreSQL's internal type "char", and `text`. */
const charType = 18
const textType = 25

type Result = pg.QueryResult & { rows: unknown[] & { charColumns?: number[] } }

/** Fault 1: the adapter refuses columns of type "char", which the engine's catalogue queries return. */
function presentCharAsText(result: Result | Result[]): typeof result {
  for (const one of [result].flat()) {
    const columns = (one?.fields ?? []).flatMap((field, index) => (field.dataTypeID === charType ? [index] : []))
    for (const index of columns) Object.assign(one.fields[index] ?? {}, { dataTypeID: textType })
    if (columns.length > 0) one.rows.charColumns = columns
  }
  return result
}

/** Makes every `pg` client of this process answer the way the adapter can read. */
export function patchDriver(): void {
  type Ask = (...args: unknown[]) => unknown
  const prototype = pg.Client.prototype as unknown as { query: Ask }
  const original = prototype.query
  prototype.query = function query(this: unknown, ...args: unknown[]) {
    const callback = args.at(-1)
    if (typeof callback === 'function')
      args[args.length - 1] = (error: unknown, result: Result) => callback(error, presentCharAsText(result))
    const answer = original.apply(this, args)
    return answer instanceof Promise ? answer.then(presentCharAsText) : answer
  }
}

type Connection = SqlDriverAdapter & { underlyingDriver?: () => pg.Pool }

/** Fault 1, second half: and yet the engine insists that those columns are characters. */
function restoreCharColumns(connection: Pick<Connection, 'queryRaw'>): void {
  const ask = connection.queryRaw.bind(connection)
  connection.queryRaw = async (query: SqlQuery) => {
    const result = (await ask(query)) as SqlResultSet & { rows: { charColumns?: number[] } }
    for (const index of result.rows.charColumns ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
}

/** Fault 2: the adapter splits scripts at every semicolon, which breaks function bodies and atomicity. */
function sendScriptsWhole(connection: Connection): void {
  const driver = connection.underlyingDriver?.bind(connection)
  if (!driver) throw new Error('The adapter no longer tells its driver: see tools/prisma/README.md')
  connection.executeScript = async (script) => void (await driver().query(script))
}

function mended<Connected extends Connection>(connection: Connected): Connected {
  restoreCharColumns(connection)
  sendScriptsWhole(connection)
  const begin = connection.startTransaction.bind(connection)
  connection.startTransaction = async (level) => {
    const transaction = await begin(level)
    restoreCharColumns(transaction)
    return transaction
  }
  return connection
}

/** Fault 3: a connection string would override the shadow database's name, so the address is passed in parts. */
function parts(url: URL, database: string): pg.PoolConfig {
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  return { host: url.hostname, port: Number(url.port || 5432), user, password, database }
}

/** The adapter's factory as the engine needs it. */
export function mendedFactory(address: string): PrismaPg {
  const url = new URL(address)
  const database = decodeURIComponent(url.pathname.slice(1))
  const factory = new PrismaPg(parts(url, database))
  const connect = factory.connect.bind(factory)
  factory.connect = async () => mended(await connect())
  factory.connectToShadowDb = async () => {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`
    const administrator = await factory.connect()
    await administrator.executeScript(`CREATE DATABASE "${name}"`)
    const shadow = mended(await new PrismaPg(parts(url, name)).connect())
    const dispose = shadow.dispose.bind(shadow)
    // Fault 4: the adapter drops the shadow database while its own pool is still connected.
    shadow.dispose = async () => {
      await dispose()
      await administrator.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`)
      await administrator.dispose()
    }
    return shadow
  }
  return factory
}

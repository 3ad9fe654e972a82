import pg from 'pg'

/** What a store may ask of PostgreSQL. Values travel as parameters, never inside the SQL. */
export interface Database {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** Runs `work` on one connection inside one transaction; any error undoes all of it. */
  transaction(work: (query: Database['query']) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Integers and decimals arrive as numbers, dates as `YYYY-MM-DD`, moments as ISO 8601 in UTC. */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    parsers.get(id) ?? pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser,
}

/** Connects lazily, as the `PG…` variables say. `schema` is for tests, which work in one of their own. */
export function openDatabase(schema?: string): Database {
  const pool = new pg.Pool({
    types,
    max: 10,
    connectionTimeoutMillis: 3000,
    statement_timeout: 5000,
    ...(schema ? { options: `-c search_path=${schema}` } : {}),
  })
  pool.on('error', (error) =>
    console.error(JSON.stringify({ event: 'databaseConnectionLost', message: error.message })),
  )
  return {
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query(sql, [...values])).rows as Row[],
    transaction: (work) => transaction(pool, work),
    close: () => pool.end(),
  }
}

async function transaction(pool: pg.Pool, work: (query: Database['query']) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin')
    await work(
      async <Row>(sql: string, values: readonly unknown[] = []) => (await client.query(sql, [...values])).rows as Row[],
    )
    await client.query('commit')
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(failure)
  }
}

import pg from 'pg'
import type { LedgerTransaction } from '../ports.ts'

/** A session of its own, which fails fast when the server is gone. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true })
  // Without a listener a lost connection would end the process; the next query reports it.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A `pg` session in the form the ledger's readers and `append` take. */
export function overClient(client: pg.Client | pg.PoolClient): LedgerTransaction {
  return {
    $executeRawUnsafe: async (sql, ...values) => (await client.query(sql, values)).rowCount ?? 0,
    $queryRawUnsafe: async <T>(sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows as T,
  }
}

/** A session several take turns in: one question after the other, however many are asked at once. */
export function inTurn(session: LedgerTransaction): LedgerTransaction {
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
  return {
    $executeRawUnsafe: (sql, ...values) => next(() => session.$executeRawUnsafe(sql, ...values)),
    $queryRawUnsafe: <T>(sql: string, ...values: unknown[]) => next(() => session.$queryRawUnsafe<T>(sql, ...values)),
  }
}

/** Runs `work` in one transaction. An error on the way leaves the session unusable for a while: the caller drops it. */
export async function transaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

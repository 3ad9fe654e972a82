import type { LedgerTransaction } from '../ports.ts'

/** One session that several loops use: each statement waits for the one before. */
export function inTurn(session: LedgerTransaction): LedgerTransaction {
  let last: Promise<unknown> = Promise.resolve()
  const after = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
  return {
    $executeRawUnsafe: (sql, ...values) => after(() => session.$executeRawUnsafe(sql, ...values)),
    $queryRawUnsafe: <T>(sql: string, ...values: unknown[]) => after(() => session.$queryRawUnsafe<T>(sql, ...values)),
  }
}

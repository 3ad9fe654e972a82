import { type Database, limitedBeside } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import type { LedgerReader } from '../../ports.ts'
import { statementTimeoutMs } from '../numbers.ts'

/** Reads that the database gives up after two seconds. @throws Failure `unavailable` */
export function limited(from: Database): LedgerReader {
  return {
    async $queryRawUnsafe<T>(sql: string, ...values: unknown[]): Promise<T> {
      try {
        return await limitedBeside(from, statementTimeoutMs).$queryRawUnsafe<T>(sql, ...values)
      } catch (error) {
        throw isGivenUp(error) ? Object.assign(tooSlow(), { cause: error }) : error
      }
    },
  }
}

/** PostgreSQL's `query_canceled`, through whatever wraps it. */
const isGivenUp = (error: unknown) => error instanceof Error && /57014|statement timeout/.test(error.message)

const tooSlow = () =>
  new Failure(
    'unavailable',
    'tooSlow',
    `This question took longer than ${statementTimeoutMs / 1_000} seconds and was given up. Ask for less: fewer steps, fewer kinds, or a narrower search.`,
  )

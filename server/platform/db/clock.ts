import type { Database, Transaction } from './client.ts'

/** Business time and how far it was moved; an offset other than zero is shown on every page and entry. */
export interface ClockReading {
  now: Date
  offsetMs: number
  movable: boolean
}

export async function readClock(from: Transaction | Database): Promise<ClockReading> {
  const rows = await from.$queryRawUnsafe<{ now: Date; offset_ms: bigint; movable: boolean }[]>(
    'SELECT app_now() AS now, offset_ms, movable FROM clock',
  )
  const row = rows[0]
  if (!row) throw new Error('the clock row is missing: the database was not migrated')
  return { now: row.now, offsetMs: Number(row.offset_ms), movable: row.movable }
}

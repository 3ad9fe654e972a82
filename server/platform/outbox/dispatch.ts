import type { Database } from '#server/platform/db/index.ts'

export interface OutboxRow {
  id: bigint
  event: string
  payload: Record<string, string>
}

/**
 * Hands each waiting event over and marks it, oldest first. A crash between the two hands it over again: whoever hears it
 * must not mind. Several dispatchers may run; none sees another's rows.
 * @returns how many were handed over.
 */
export async function dispatchOutbox(database: Database, deliver: (row: OutboxRow) => Promise<void>): Promise<number> {
  return await database.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<OutboxRow[]>`
      SELECT id, event, payload FROM outbox WHERE dispatched_at IS NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`
    for (const row of rows) await deliver(row)
    const ids = rows.map((row) => row.id)
    await tx.outbox.updateMany({ where: { id: { in: ids } }, data: { dispatchedAt: new Date() } })
    return rows.length
  })
}

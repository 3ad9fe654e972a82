import type { Database } from '#server/platform/db/index.ts'

/**
 * Turns every timer that is due in business time into its event, each exactly once: the timer goes and the event comes in
 * one transaction. Works with the queue down.
 * @returns how many fired.
 */
export async function sweepTimers(database: Database): Promise<number> {
  return await database.$executeRaw`
    WITH due AS (
      DELETE FROM timer WHERE id IN (
        SELECT id FROM timer WHERE due_at <= app_now() ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED
      ) RETURNING event, payload
    )
    INSERT INTO outbox (event, payload) SELECT event, payload FROM due`
}

import { runMigrations } from 'bullmq'
import pg from 'pg'

const grants = `
  grant usage on schema bullmq to dominion_queue;
  grant select, insert, update, delete on all tables in schema bullmq to dominion_queue;
  grant usage on all sequences in schema bullmq to dominion_queue;
  grant execute on all functions in schema bullmq to dominion_queue;
`

/**
 * Brings BullMQ's own schema up to date. Its tables belong to `dominion_owner`; the queue may use them, not change them.
 * @param url connection of `dominion_migrate`
 */
export async function migrateQueue(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set role dominion_owner')
    await runMigrations(client)
    await client.query(grants)
  } finally {
    await client.end()
  }
}

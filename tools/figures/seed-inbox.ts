import pg from 'pg'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import { type Ground, service } from './ground.ts'

/** Made-up changes, each waiting for a lead, every third overdue or due soon: rows, not entries, since no page of theirs is opened. */
const changes = `
  insert into change (id, service, state, title, kind, tier, requester_id, authors, practice, evidence_digest)
  select 'chg_bench_' || lpad(n::text, 6, '0'), $1, 'approving', 'Berth plan ' || n, 'feature', 'medium', $2, array[$2], true,
    encode(sha256(convert_to('bench ' || n, 'UTF8')), 'hex')
  from generate_series(1, $3::int) n`
const requests = `
  insert into approval_request (id, change_id, purpose, tier, state, digest, due_at)
  select 'req_bench_' || right(id, 6), id, 'release', tier, 'open', evidence_digest,
    app_now() + make_interval(hours => (right(id, 6)::int % 72) - 24)
  from change where id like 'chg_bench_%'`
const slots = `
  insert into approval_slot (request_id, role, state)
  select id, 'lead', 'waiting' from approval_request where id like 'req_bench_%'`

/** Puts so many open questions into the instance's own database, as the owner of its tables. */
export async function seedInbox({ people }: Ground, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl('migrate') })
  await client.connect()
  try {
    await client.query('set role dominion_owner')
    await client.query(changes, [service, people.requester.id, count])
    await client.query(requests)
    await client.query(slots)
    await client.query('analyze change, approval_request, approval_slot')
  } finally {
    await client.end()
  }
}

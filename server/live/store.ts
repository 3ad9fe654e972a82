import type { Database } from '#server/platform/db/index.ts'
import { beginning, type Cursor, cursorParts, type Happening } from './vocabulary.ts'

interface Row {
  txid: bigint
  id: bigint
  change_id: string | null
  service: string | null
  event: string
  stage: string
  state: string | null
  actor_ref: string
  detail: Happening['detail']
  entry_id: string | null
  at: Date
}

/** The newest place below which nothing can still appear. */
export async function headCursor(from: Database): Promise<Cursor> {
  const rows = await from.$queryRaw<{ txid: bigint; id: bigint }[]>`
    SELECT txid, id FROM activity WHERE txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY txid DESC, id DESC LIMIT 1`
  return rows[0] ? `${rows[0].txid}.${rows[0].id}` : beginning
}

/** What came after a cursor, in order, as far as it is settled. */
export async function happeningsAfter(from: Database, cursor: Cursor, limit = 200): Promise<Happening[]> {
  const [txid, id] = cursorParts(cursor)
  const rows = await from.$queryRaw<Row[]>`
    SELECT txid, id, change_id, service, event, stage, state, actor_ref, detail, entry_id, at FROM activity
    WHERE (txid, id) > (${txid}, ${id}) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY txid, id LIMIT ${limit}`
  return rows.map(happening)
}

/** The settled happenings of one change, oldest first. */
export async function happeningsOfChange(from: Database, changeId: string, limit: number): Promise<Happening[]> {
  const rows = await from.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT txid, id, change_id, service, event, stage, state, actor_ref, detail, entry_id, at FROM activity
      WHERE change_id = ${changeId} AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      ORDER BY txid DESC, id DESC LIMIT ${limit}
    ) latest ORDER BY txid, id`
  return rows.map(happening)
}

function happening(row: Row): Happening {
  return {
    cursor: `${row.txid}.${row.id}`,
    changeId: row.change_id,
    service: row.service,
    event: row.event,
    kind: row.stage,
    state: row.state,
    actor: row.actor_ref,
    detail: row.detail,
    entryId: row.entry_id,
    at: row.at.toISOString(),
  }
}

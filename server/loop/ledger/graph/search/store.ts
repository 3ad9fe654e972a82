import type { LedgerReader } from '../../ports.ts'
import { type EntryRow, entries } from '../../store.ts'
import { defaultTenant } from '../../vocabulary.ts'

/** SQL that finds entries by what they say of themselves. */

export interface Sought {
  kind: string | null
  changeId: string | null
  runId: string | null
  actor: string | null
  sha256: string | null
  since: string | null
  until: string | null
  before: number | null
  limit: number
  bound: number
}

/** Places of the entries that have all of it, newest first. */
export async function placesOf(from: LedgerReader, sought: Sought): Promise<{ place: number; entryId: string }[]> {
  const { kind, changeId, runId, actor, sha256, since, until, before, limit, bound } = sought
  const end = Math.min(before ?? bound, bound)
  return await from.$queryRawUnsafe(
    `select e.place, e.entry_id::text as "entryId" from lineage.entry e
     where e.place < $1::int and e.tenant = $2::text
       and ($3::text is null or e.kind = $3::text)
       and ($4::text is null or e.change_id = $4::text)
       and ($5::text is null or e.run_id = $5::text)
       and ($6::text is null or e.actor = $6::text)
       and ($7::timestamptz is null or e.occurred_at >= $7::timestamptz)
       and ($8::timestamptz is null or e.occurred_at < $8::timestamptz)
       and ($9::text is null or e.place in (${naming}))
     order by e.place desc limit $10::int`,
    end,
    defaultTenant,
    kind,
    changeId,
    runId,
    actor,
    since,
    until,
    sha256,
    limit,
  )
}

/** Places of the entries that name a digest, or are it. */
const naming = `
  select d.place from lineage.node n join lateral (
    select place from lineage.edge where source = n.node union all
    select place from lineage.edge where target = n.node) d on true
  where n.sha256 = decode($9::text, 'hex')`

/** The entries of these ids, in no order. */
export function rowsOf(from: LedgerReader, ids: readonly string[]): Promise<EntryRow[]> {
  return from.$queryRawUnsafe(
    `${entries} where e.event_id = any (select value::uuid from jsonb_array_elements_text($1::jsonb))`,
    JSON.stringify(ids),
  )
}

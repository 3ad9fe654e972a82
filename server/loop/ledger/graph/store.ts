import type { LedgerReader, LedgerTransaction } from '../ports.ts'
import { type LeafRow, leafPage, shards } from '../store.ts'
import { type AddedRows, inOrder } from './chain.ts'

/** SQL of the projection's own tables: how they are written, and read back to be compared. */

/** The schema that is written: the one everybody reads, or the one a rebuild makes beside it. */
export type Home = 'lineage' | 'lineage_fresh'

export interface Progress {
  /** Entries projected, over all shards. */
  place: number
  shard: string | null
  /** Entries projected of that shard. */
  size: number
  nodes: number
  edges: number
  digest: Uint8Array
}

const progressColumns = `place, shard, size::float8 as size, nodes, edges::float8 as edges, digest`

export async function progressOf(from: LedgerReader, home: Home = 'lineage'): Promise<Progress> {
  const [row] = await from.$queryRawUnsafe<Progress[]>(`select ${progressColumns} from ${home}.progress`)
  return there(row)
}

/** Holds off every other projector until the transaction ends. */
export async function lockProgress(tx: LedgerTransaction, home: Home): Promise<Progress> {
  const [row] = await tx.$queryRawUnsafe<Progress[]>(`select ${progressColumns} from ${home}.progress for update`)
  return there(row)
}

function there(row: Progress | undefined): Progress {
  if (!row) throw new Error('the graph has no row that says how far it goes: the database was not migrated')
  return row
}

/** The leaves that come next in the order of the tree, of one shard; and which shard that is. */
export async function nextLeaves(
  from: LedgerReader,
  { shard, size }: Progress,
  limit: number,
): Promise<{ shard: string | null; leaves: LeafRow[] }> {
  const all = (await shards(from)).map((each) => each.shard)
  const at = shard === null ? 0 : all.indexOf(shard)
  const here = all[at] ?? null
  if (here === null) return { shard, leaves: [] }
  const leaves = await leafPage(from, here, here === shard ? size : 0, limit)
  const after = all[at + 1]
  // A shard that has a successor grows no more.
  if (leaves.length > 0 || after === undefined) return { shard: here, leaves }
  return { shard: after, leaves: await leafPage(from, after, 0, limit) }
}

/** Numbers of those digests that have one. */
export async function numbersOf(
  from: LedgerReader,
  home: Home,
  digests: readonly string[],
): Promise<Map<string, number>> {
  const rows = await from.$queryRawUnsafe<{ sha256: string; node: number }[]>(
    `select encode(sha256, 'hex') as sha256, node from ${home}.node
     where sha256 = any (select decode(value, 'hex') from jsonb_array_elements_text($1::jsonb))`,
    JSON.stringify(digests),
  )
  return new Map(rows.map(({ sha256, node }) => [sha256, node]))
}

/** Writes what a batch of entries added, and how far it goes now. */
export async function insertAdded(
  tx: LedgerTransaction,
  home: Home,
  added: readonly AddedRows[],
  progress: Progress,
): Promise<void> {
  const place = ({ entry }: AddedRows) => entry[0]
  const nodes = added.flatMap((rows) => rows.nodes.map((node) => [...node, place(rows)]))
  const edges = added.flatMap((rows) => rows.edges.map((edge) => [...edge, place(rows), rows.entry[5]]))
  await tx.$executeRawUnsafe(
    `insert into ${home}.entry (place, entry_id, shard, idx, leaf, kind, tenant, change_id, run_id, actor, occurred_at)
     select (r->>0)::int, (r->>1)::uuid, r->>2, (r->>3)::bigint, (r->>4)::int, r->>5, r->>6, r->>7, r->>8, r->>9,
       (r->>10)::timestamptz
     from jsonb_array_elements($1::jsonb) r`,
    JSON.stringify(added.map(({ entry }) => entry)),
  )
  await tx.$executeRawUnsafe(
    `insert into ${home}.node (node, sha256, name, place)
     select (r->>0)::int, decode(r->>1, 'hex'), r->>2, (r->>3)::int from jsonb_array_elements($1::jsonb) r`,
    JSON.stringify(nodes),
  )
  await tx.$executeRawUnsafe(
    `insert into ${home}.edge (source, target, place, kind)
     select (r->>0)::int, (r->>1)::int, (r->>2)::int, r->>3 from jsonb_array_elements($1::jsonb) r`,
    JSON.stringify(edges),
  )
  await keepProgress(tx, home, progress)
}

async function keepProgress(tx: LedgerTransaction, home: Home, now: Progress): Promise<void> {
  await tx.$executeRawUnsafe(
    `update ${home}.progress set place = $1::int, shard = $2::text, size = $3::float8::bigint, nodes = $4::int,
       edges = $5::float8::bigint, digest = $6::bytea`,
    now.place,
    now.shard,
    now.size,
    now.nodes,
    now.edges,
    now.digest,
  )
}

/** Whether the log holds entries that the graph does not. Writes nothing, so that looking costs little. */
export async function isBehind(from: LedgerReader): Promise<boolean> {
  const [row] = await from.$queryRawUnsafe<{ behind: boolean }[]>(
    `select exists (select from ledger.leaf l where l.shard = p.shard and l.idx >= p.size) or exists (
       select from ledger.shard s where p.shard is null
         or s.opened_at > (select opened_at from ledger.shard o where o.shard = p.shard)) as behind
     from lineage.progress p`,
  )
  return row?.behind ?? false
}

interface Row {
  entry: AddedRows['entry']
  nodes: AddedRows['nodes'] | null
  edges: AddedRows['edges'] | null
}

/** What the tables say was added at places from `first` up to, not including, `end`, in order. */
export async function addedBetween(from: LedgerReader, home: Home, first: number, end: number): Promise<AddedRows[]> {
  const rows = await from.$queryRawUnsafe<Row[]>(
    `select jsonb_build_array(e.place, e.entry_id, e.shard, e.idx, e.leaf, e.kind, e.tenant, e.change_id, e.run_id, e.actor,
         to_char(e.occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as entry,
       n.rows as nodes, d.rows as edges
     from ${home}.entry e
     left join (
       select place, jsonb_agg(jsonb_build_array(node, encode(sha256, 'hex'), name) order by node) as rows
       from ${home}.node where place >= $1::int and place < $2::int group by place) n using (place)
     left join (
       select place, jsonb_agg(jsonb_build_array(source, target)) as rows
       from ${home}.edge where place >= $1::int and place < $2::int group by place) d using (place)
     where e.place >= $1::int and e.place < $2::int order by e.place`,
    first,
    end,
  )
  return rows.map(({ entry, nodes, edges }) => ({ entry, nodes: nodes ?? [], edges: inOrder(edges ?? []) }))
}

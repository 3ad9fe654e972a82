import type { LedgerReader } from '../../ports.ts'
import type { Direction, GraphNode } from '../vocabulary.ts'

/** SQL of those who ask. Lists travel as JSON; everything is bounded by its `limit`, and by `place < $bound` in time. */

interface Head {
  shard: string
  size: number
}

/** The tree as it stood at a moment of real time: the last shard that had a signed head by then; null before the first. */
export async function headAt(from: LedgerReader, moment: string): Promise<Head | null> {
  const rows = await from.$queryRawUnsafe<Head[]>(
    `select c.shard, max(c.size)::float8 as size from ledger.checkpoint c join ledger.shard s using (shard)
     where c.signed_at = (select max(signed_at) from ledger.checkpoint where signed_at <= $1::timestamptz)
     group by c.shard, s.opened_at order by s.opened_at desc limit 1`,
    moment,
  )
  return rows[0] ?? null
}

/** How many entries over all shards there were before the first that is not under this head. */
export async function placesUnder(from: LedgerReader, { shard, size }: Head): Promise<number> {
  const rows = await from.$queryRawUnsafe<{ places: number }[]>(
    `select place + 1 as places from lineage.entry where shard = $1::text and idx < $2::float8::bigint
     order by idx desc limit 1`,
    shard,
    size,
  )
  return rows[0]?.places ?? 0
}

/** The last entry among the first so many, as a head would name it. */
export async function headUnder(from: LedgerReader, places: number): Promise<Head | null> {
  const rows = await from.$queryRawUnsafe<Head[]>(
    `select shard, (idx + 1)::float8 as size from lineage.entry where place < $1::int order by place desc limit 1`,
    places,
  )
  return rows[0] ?? null
}

/** The node of a digest, when it was named by then. */
export async function nodesOfDigest(from: LedgerReader, sha256: string, bound: number): Promise<number[]> {
  const rows = await from.$queryRawUnsafe<{ node: number }[]>(
    `select node from lineage.node where sha256 = decode($1::text, 'hex') and place < $2::int`,
    sha256,
    bound,
  )
  return rows.map(({ node }) => node)
}

/** The node of an entry's own digest, and those of what it speaks of. */
export async function nodesOfEntry(from: LedgerReader, entryId: string, bound: number): Promise<number[]> {
  const rows = await from.$queryRawUnsafe<{ leaf: number; subjects: number[] }[]>(
    `select e.leaf, array(
       select d.source from lineage.edge d where d.target = e.leaf and d.place = e.place order by d.source) as subjects
     from lineage.entry e where e.entry_id = $1::uuid and e.place < $2::int`,
    entryId,
    bound,
  )
  return rows.flatMap(({ leaf, subjects }) => [leaf, ...subjects])
}

export interface StepRow {
  /** The node reached, and from which; null where the walk begins. */
  node: number
  via: number | null
  depth: number
  place: number | null
  /** More hangs on `via` than was followed. */
  cut: boolean
}

export interface WalkRequest {
  starts: readonly number[]
  direction: Direction
  kinds: readonly string[] | null
  depth: number
  bound: number
  each: number
  limit: number
}

/** Steps outward from the starts, the nearest first. UNION drops what was found twice, and the limit ends the walk. */
export function walk(from: LedgerReader, of: WalkRequest): Promise<StepRow[]> {
  const [near, far] = of.direction === 'up' ? ['target', 'source'] : ['source', 'target']
  return from.$queryRawUnsafe(
    `with recursive walk (node, via, depth, place, cut) as (
       select value::int, null::int, 0, null::int, false from jsonb_array_elements_text($1::jsonb)
       union
       select e.${far}, w.node, w.depth + 1, e.place, e.nth > $2::int from walk w cross join lateral (
         select d.${far}, d.place, row_number() over (order by d.place desc, d.${far} desc) as nth
         from lineage.edge d
         where d.${near} = w.node and d.place < $3::int and ($4::jsonb is null or $4::jsonb ? d.kind)
         order by d.place desc, d.${far} desc limit $2::int + 1) e
       where w.depth < $5::int and not w.cut)
     select * from walk limit $6::int`,
    JSON.stringify(of.starts),
    of.each,
    of.bound,
    of.kinds && JSON.stringify(of.kinds),
    of.depth,
    of.limit,
  )
}

export type NodeRow = Omit<GraphNode, 'depth'> & { node: number }

/** What the nodes of these numbers are. */
export function nodesByNumber(from: LedgerReader, nodes: readonly number[]): Promise<NodeRow[]> {
  return from.$queryRawUnsafe(
    `select n.node, encode(n.sha256, 'hex') as sha256, n.name, e.entry_id::text as "entryId", e.kind, e.change_id as "changeId"
     from lineage.node n left join lateral (
       select entry_id, kind, change_id from lineage.entry where leaf = n.node order by place limit 1) e on true
     where n.node = any (select value::int from jsonb_array_elements_text($1::jsonb))`,
    JSON.stringify(nodes),
  )
}

export interface SayingRow {
  place: number
  entryId: string
  kind: string
  changeId: string | null
  runId: string | null
}

/** The entries at these places. */
export function entriesAt(from: LedgerReader, places: readonly number[]): Promise<SayingRow[]> {
  return from.$queryRawUnsafe(
    `select place, entry_id::text as "entryId", kind, change_id as "changeId", run_id as "runId" from lineage.entry
     where place = any (select value::int from jsonb_array_elements_text($1::jsonb))`,
    JSON.stringify(places),
  )
}

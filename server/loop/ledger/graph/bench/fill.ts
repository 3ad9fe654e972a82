import { connect } from '../../sequencer/connection.ts'

/** A made-up graph, the same every time. Digests are sha256 of `n` and the node's number. */
export interface GraphSize {
  /** Nodes of the graph, one in twelve of them an entry's own digest. */
  nodes: number
  /** Each of this many templates feeds runs of its own; the first one every fourteenth run. */
  templates: number
}

/** Nodes of one run, each out of the one before it and the one before that. */
export const runLength = 12
const hotEvery = 14

/**
 * Writes two edges for each node straight into the graph's tables: runs of twelve, whose first came out of a template and, in
 * one of twenty, of the last of an earlier run.
 * @param url a superuser's connection to a database of its own
 */
export async function fillGraph(url: string, { nodes, templates }: GraphSize): Promise<void> {
  const client = await connect(url)
  const at = `${templates} + r * ${runLength}`
  const runs = Math.floor((nodes - templates) / runLength)
  try {
    for (const statement of [
      'set synchronous_commit = off',
      `insert into ledger.shard (shard, origin) values ('2026q1', 'bench.invalid/default/2026q1')`,
      `insert into lineage.node (node, sha256, name, place)
       select n, sha256(('n' || n)::bytea), 'node ' || n, greatest(n - ${templates}, 0) / ${runLength}
       from generate_series(0, ${templates + runs * runLength - 1}) n`,
      `insert into ledger.event (event_id, envelope, kind, change_id, run_id)
       select md5(r::text)::uuid, convert_to('{"payload":"","payloadType":"bench","signatures":[]}', 'utf8'), 'generation',
         'chg_' || r, 'run_' || r from generate_series(0, ${runs - 1}) r`,
      `insert into lineage.entry (place, entry_id, shard, idx, leaf, kind, tenant, change_id, run_id, actor, occurred_at)
       select r, md5(r::text)::uuid, '2026q1', r, ${at} + ${runLength - 1}, 'generation', 'default', 'chg_' || r, 'run_' || r,
         'bench', now() from generate_series(0, ${runs - 1}) r`,
      `insert into lineage.edge (source, target, place, kind)
       select ${at} + k - 1, ${at} + k, r, 'generation'
       from generate_series(0, ${runs - 1}) r, generate_series(1, ${runLength - 1}) k`,
      `insert into lineage.edge (source, target, place, kind)
       select ${at} + k - 2, ${at} + k, r, 'build'
       from generate_series(0, ${runs - 1}) r, generate_series(2, ${runLength - 1}) k`,
      `insert into lineage.edge (source, target, place, kind)
       select case when r % ${hotEvery} = 0 then 0 else 1 + r % ${templates - 1} end, ${at} + k, r, 'generation'
       from generate_series(0, ${runs - 1}) r, generate_series(0, 2) k`,
      `insert into lineage.edge (source, target, place, kind)
       select ${templates} + (r * 7 % greatest(r, 1)) * ${runLength} + ${runLength - 1}, ${at}, r, 'deployment'
       from generate_series(20, ${runs - 1}, 20) r`,
      `update lineage.progress set place = ${runs}, shard = '2026q1', size = ${runs},
         nodes = ${templates + runs * runLength}, edges = (select count(*) from lineage.edge)`,
      'vacuum (analyze) lineage.edge',
      'vacuum (analyze) lineage.node',
      'vacuum (analyze) lineage.entry',
    ]) {
      await client.query(statement)
    }
  } finally {
    await client.end()
  }
}

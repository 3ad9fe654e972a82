import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { type Database, database } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { toHex } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { lastCommitted } from './committed.ts'
import { commitEvery, projectedAtOnce, ruleVersion } from './numbers.ts'
import { projectNext } from './project.ts'
import { isBehind, lockProgress } from './store.ts'

/** Brings the graph up to what the log holds. Any number of processes may do so at once, and end at any point. */
export async function keepUpGraph(): Promise<void> {
  if (!(await isBehind(database()))) return
  while ((await projectBatch(database())) > 0);
}

const projectBatch = (into: Database) => into.$transaction((tx) => projectNext(tx, 'lineage', projectedAtOnce))

/** Puts a commitment to the graph into the log when one is due, so that a stranger who replays the log can compare. */
export async function commitGraphWhenDue(actor: Parameters<typeof commitGraph>[0]): Promise<void> {
  if (await isDue(database())) await commitGraph(actor, {})
}

export const commitGraph = governed('ledger.project', z.object({}), async ({ tx }) => {
  const progress = await lockProgress(tx, 'lineage')
  if (!(await isDue(tx))) throw conflict('The commitment to the graph')
  const { place, shard, size, nodes, edges, digest } = progress
  const sha256 = toHex(digest)
  return {
    result: { entries: place, sha256 },
    entry: {
      ...{ kind: 'projection', changeId: null, runId: null, riskTier: null, materials: [] },
      subjects: [{ name: 'lineage', sha256 }],
      predicate: { shard: shard ?? '', size, entries: place, nodes, edges, sha256, rule: ruleVersion },
    },
  }
})

/** A commitment is itself an entry; it alone makes no other due. */
async function isDue(from: LedgerReader): Promise<boolean> {
  const { entries, ms, place } = await lastCommitted(from)
  const since = place - entries
  return since > 1 && (since >= commitEvery.entries || ms >= commitEvery.ms)
}

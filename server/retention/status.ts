import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import type { Database } from '#server/platform/db/index.ts'
import { against } from './asked.ts'
import { shardLines } from './shards/store.ts'
import { allHolds, allRemovals, erasablePeople, type Removal } from './store.ts'
import type { RemovalLine, RetentionStatus } from './vocabulary.ts'

/** What was asked to be removed, what is held, and how long each shard is kept. */
export const retentionStatus = permitted('retention.read', z.object({}), async (from): Promise<RetentionStatus> => {
  const [removals, holds, shards, people] = await Promise.all([
    allRemovals(from),
    allHolds(from),
    shardLines(from),
    erasablePeople(from),
  ])
  return { removals: await Promise.all(removals.map((removal) => lineOf(from, removal))), holds, shards, people }
})

async function lineOf(from: Database, removal: Removal): Promise<RemovalLine> {
  const open = removal.state === 'requested'
  return { ...removal, against: open ? await against(from, removal.kind, removal.target) : null }
}

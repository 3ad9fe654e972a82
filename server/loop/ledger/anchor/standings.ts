import type { LedgerReader } from '../ports.ts'
import { shards } from '../store.ts'
import { overdueMs } from './numbers.ts'
import { lastAnchor, unanchoredSince } from './store.ts'

/** What one remote holds of the newest shard. */
export interface AnchorStandingOf {
  remote: string
  size: number
  /** The tree grew past that long ago, and it accepted nothing since. */
  overdue: boolean
}

export async function anchorStandings(from: LedgerReader, remotes: readonly string[]): Promise<AnchorStandingOf[]> {
  const shard = (await shards(from)).at(-1)?.shard
  if (!shard) return []
  return await Promise.all(
    remotes.map(async (remote) => {
      const size = (await lastAnchor(from, shard, 'git', remote))?.size ?? 0
      return { remote, size, overdue: (await unanchoredSince(from, shard, size)) > overdueMs }
    }),
  )
}

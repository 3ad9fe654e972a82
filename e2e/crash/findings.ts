import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { database } from '#server/platform/db/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'

const run = promisify(execFile)

export interface ChangeRow {
  id: string
  service: string
  state: string
  reason: string | null
}

export function changeRows(): Promise<ChangeRow[]> {
  return database().change.findMany({ select: { id: true, service: true, state: true, reason: true } })
}

/** Entries that more than one line of activity speaks of, or that a line speaks of though they are not in the tree. */
export function activityWithoutItsOwnEntry(): Promise<{ entryId: string }[]> {
  return database().$queryRaw`
    SELECT a.entry_id::text AS "entryId" FROM activity a
    LEFT JOIN ledger.leaf l ON l.event_id::text = a.entry_id
    GROUP BY a.entry_id HAVING count(*) > 1 OR count(l.event_id) <> 1`
}

/**
 * Acts that happen once in a change's life, and happened more often. A change whose base moved while it waited for its
 * lane is written, judged and approved anew: each such rollout was abandoned.
 */
export function doubledActs(): Promise<{ changeId: string; event: string; times: bigint }[]> {
  return database().$queryRaw`
    SELECT change_id AS "changeId", event, count(*) AS times FROM activity
    WHERE event = 'intent.submit' OR (event = 'change.merge' AND state = 'delivered')
      OR (event = 'approval.auto')
    GROUP BY change_id, event
    HAVING count(*) > 1 + CASE event WHEN 'approval.auto'
      THEN (SELECT count(*) FROM rollout r WHERE r.change_id = activity.change_id AND r.state = 'abandoned') ELSE 0 END`
}

/** Rollouts of one service that were under way at the same time, or are still. */
export function collidingRollouts(): Promise<{ one: string; other: string | null }[]> {
  return database().$queryRaw`
    SELECT a.id AS one, b.id AS other FROM rollout a
    LEFT JOIN rollout b ON b.service = a.service AND b.id <> a.id
      AND b.created_at >= a.created_at AND b.created_at < a.finished_at
    WHERE a.finished_at IS NULL OR b.id IS NOT NULL`
}

/** Which change each commit of the main branch belongs to, oldest first, without the one it began with. */
export async function mergedChanges(service: string): Promise<string[]> {
  const format = '--format=%(trailers:key=Change-Id,valueonly,separator=%x20)'
  const { stdout } = await run('git', ['-C', repositoryOf(service), 'log', '--reverse', format, 'HEAD'])
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

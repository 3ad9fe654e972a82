import { automatedStates } from '#server/loop/change/index.ts'
import type { Database } from '#server/platform/db/index.ts'
import { presentMs } from '#server/platform/presence/process.ts'

const presentSeconds = presentMs / 1_000

/** A change that nothing has happened to for this long is announced again; whoever has it already does not mind. */
const quietSeconds = 5

/**
 * Announces again what should be under way but is quiet: work given back by a halt, a lane that came free, a worker that
 * was killed. Truth is the row, so announcing too often is only work for nothing.
 */
export async function reconcile(database: Database): Promise<void> {
  await announceQuietChanges(database)
  await announceUnreleasedWorkspaces(database)
}

async function announceUnreleasedWorkspaces(database: Database): Promise<void> {
  await database.$executeRaw`
    INSERT INTO outbox (event, payload)
    SELECT 'workspace.added', jsonb_build_object('service', w.service)
    FROM workspace w
    WHERE NOT EXISTS (SELECT 1 FROM service_release r WHERE r.service = w.service)
      AND NOT EXISTS (
        SELECT 1 FROM outbox o
        WHERE o.event = 'workspace.added' AND o.payload ->> 'service' = w.service
          AND o.created_at > now() - interval '5 minutes'
      )`
}

async function announceQuietChanges(database: Database): Promise<number> {
  const states = [...automatedStates, 'designReview', 'approving']
  return await database.$executeRaw`
    INSERT INTO outbox (event, payload)
    SELECT 'change.' || c.state, jsonb_build_object('changeId', c.id)
    FROM change c
    WHERE c.state = ANY (${states})
      AND c.updated_at < now() - make_interval(secs => ${quietSeconds})
      AND NOT EXISTS (
        SELECT 1 FROM outbox o
        WHERE o.payload ->> 'changeId' = c.id AND o.created_at > now() - make_interval(secs => ${quietSeconds})
      )
      AND NOT EXISTS (
        SELECT 1 FROM approval_request a
        WHERE a.change_id = c.id AND a.state = 'open' AND NOT (a.tier = 'low' AND a.purpose = 'release')
      )
      AND NOT EXISTS (
        SELECT 1 FROM presence p
        WHERE p.process = c.holder AND p.seen_at > now() - make_interval(secs => ${presentSeconds})
      )
      AND NOT (c.state = 'rollingOut' AND EXISTS (
        SELECT 1 FROM rollout r
        WHERE r.service = c.service AND r.state NOT IN ('stable', 'rolledBack', 'abandoned')
          AND NOT (r.change_id = c.id AND r.state = 'preparing')
      ))`
}

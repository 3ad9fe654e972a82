import type {
  Activity,
  Change,
  Design,
  EvidenceBundle,
  GenerationRun,
  Intent,
  Rollout,
  Verdict,
} from '#prisma/client/client.ts'
import type { Database } from '#server/platform/db/index.ts'

export type { Activity, Change, Design, EvidenceBundle, GenerationRun, Intent, Rollout, Verdict }

export interface ChangesAsked {
  service?: string
  requesterId?: string
}

/** Newest first. @param after the id to go on from; null from the top */
export async function changeRows(
  from: Database,
  where: ChangesAsked,
  limit: number,
  after: string | null = null,
): Promise<Change[]> {
  const onwards = { cursor: after === null ? undefined : { id: after }, skip: after === null ? 0 : 1 }
  return await from.change.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    ...onwards,
  })
}

/** Everything rows say of one change, read at one moment. */
export async function rowsOf(from: Database, changeId: string) {
  const byChange = { where: { changeId } }
  return await from.$transaction([
    from.change.findUnique({ where: { id: changeId } }),
    from.intent.findMany({ ...byChange, orderBy: { revision: 'asc' } }),
    from.design.findMany({ ...byChange, orderBy: [{ revision: 'asc' }, { option: 'asc' }] }),
    from.generationRun.findMany({ ...byChange, orderBy: { number: 'asc' } }),
    from.verdict.findMany({ ...byChange, orderBy: { createdAt: 'asc' } }),
    from.rollout.findMany({ ...byChange, orderBy: { createdAt: 'asc' } }),
    from.activity.findMany({ ...byChange, orderBy: { id: 'asc' }, take: 500 }),
    from.evidenceBundle.findMany({ ...byChange, orderBy: { createdAt: 'asc' } }),
  ])
}

export async function readingOf(from: Database, rolloutId: string) {
  return await from.rolloutReading.findUnique({ where: { rolloutId } })
}

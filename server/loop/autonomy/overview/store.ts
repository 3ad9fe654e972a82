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

export async function changeRows(
  from: Database,
  where: { service?: string; requesterId?: string },
  limit: number,
): Promise<Change[]> {
  return await from.change.findMany({ where, orderBy: { createdAt: 'desc' }, take: limit })
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

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
import type { Database, Prisma } from '#server/platform/db/index.ts'

export type { Activity, Change, Design, EvidenceBundle, GenerationRun, Intent, Rollout, Verdict }

export interface ChangesAsked {
  /** Each must occur in the title, begin the id, or be the service. */
  words?: readonly string[]
  tier?: string
  service?: string
  requesterId?: string
  states?: readonly string[]
  statesNot?: readonly string[]
  /** Asked for what cannot be. */
  nothing?: true
}

const literally = (word: string) => word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

function changesWhere({ words = [], states, statesNot, nothing, ...equal }: ChangesAsked): Prisma.ChangeWhereInput {
  if (nothing) return { id: { in: [] } }
  return {
    ...equal,
    ...(states ? { state: { in: [...states] } } : statesNot ? { state: { notIn: [...statesNot] } } : {}),
    AND: words.map((word) => ({
      OR: [
        { title: { contains: literally(word), mode: 'insensitive' } },
        { id: { startsWith: literally(word.toLowerCase()) } },
        { service: { equals: word.toLowerCase() } },
      ],
    })),
  }
}

/** Newest first. @param before the last change of the newer page; null from the top */
export async function pageOfChanges(
  from: Database,
  asked: ChangesAsked,
  limit: number,
  before: string | null,
): Promise<Change[]> {
  return await from.change.findMany({
    where: changesWhere(asked),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    ...(before === null ? {} : { cursor: { id: before }, skip: 1 }),
  })
}

export async function countChanges(from: Database, asked: ChangesAsked): Promise<number> {
  return await from.change.count({ where: changesWhere(asked) })
}

/** Services of which something was asked, by name. */
export async function changeServices(from: Database): Promise<string[]> {
  const rows = await from.change.findMany({
    select: { service: true },
    distinct: ['service'],
    orderBy: { service: 'asc' },
  })
  return rows.map(({ service }) => service)
}

/** The facts of the newest judgement of a change's commit; null before there is one. */
export async function judgedFacts(from: Database, changeId: string) {
  return await from.verdict.findFirst({
    where: { changeId, stage: 'change' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { commit: true, input: true },
  })
}

export async function designRows(from: Database, changeId: string): Promise<Design[]> {
  return await from.design.findMany({ where: { changeId }, orderBy: [{ revision: 'desc' }, { option: 'asc' }] })
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

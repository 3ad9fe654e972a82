import type { Change, Rollout, ServiceRelease } from '#prisma/client/client.ts'
import { type Database, type Transaction, upkeep } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { type RolloutEvent, type RolloutState, rolloutMachine } from './machine.ts'
import { Ladder, type LadderStep } from './schemas.ts'

export type { Rollout, ServiceRelease }
export type RolloutWithChange = Rollout & { change: Change }

const finished: RolloutState[] = ['stable', 'rolledBack', 'abandoned']

export async function loadRollout(from: Transaction | Database, id: string): Promise<RolloutWithChange> {
  const rollout = await from.rollout.findUnique({ where: { id }, include: { change: true } })
  if (!rollout) throw notFound('rollout')
  return rollout
}

/** The rollout, if it is this change's: the change is what an act's halt was looked up by. @throws Failure `notFound`. */
export async function loadRolloutOf(
  tx: Transaction,
  { changeId, rolloutId }: { changeId: string; rolloutId: string },
): Promise<RolloutWithChange> {
  const rollout = await loadRollout(tx, rolloutId)
  if (rollout.changeId !== changeId) throw notFound('rollout')
  return rollout
}

/** Newest first. */
export async function rolloutRows(
  from: Database,
  where: { state?: string; service?: string },
  limit: number,
): Promise<RolloutWithChange[]> {
  const orderBy = [{ createdAt: 'desc' }, { id: 'desc' }] as const
  return await from.rollout.findMany({ where, orderBy: [...orderBy], take: limit, include: { change: true } })
}

export async function countRollouts(from: Database): Promise<{ service: string; state: string; count: number }[]> {
  const by = ['service', 'state'] as const
  const groups = await from.rollout.groupBy({ by: [...by], _count: true, orderBy: [{ service: 'asc' }] })
  return groups.map(({ service, state, _count }) => ({ service, state, count: _count }))
}

export async function rolloutUnderWay(
  from: Transaction | Database,
  service: string,
): Promise<RolloutWithChange | null> {
  return await from.rollout.findFirst({ where: { service, state: { notIn: finished } }, include: { change: true } })
}

/** Whether the version that a service tried last was taken back. */
export async function lastWasTakenBack(from: Transaction, service: string): Promise<boolean> {
  const where = { service, state: { in: ['stable', 'rolledBack'] } }
  const last = await from.rollout.findFirst({ where, orderBy: { finishedAt: 'desc' }, select: { state: true } })
  return last?.state === 'rolledBack'
}

/** The rollout under way; else the one whose version is everyone's, while the version before it is still warm. */
export async function rolloutOnTrial(from: Transaction, release: ServiceRelease): Promise<RolloutWithChange | null> {
  const underWay = await rolloutUnderWay(from, release.service)
  if (underWay || !release.stableChangeId || !release.previousDigest) return underWay
  return await from.rollout.findFirst({
    where: { changeId: release.stableChangeId, state: 'stable' },
    orderBy: { createdAt: 'desc' },
    include: { change: true },
  })
}

export async function loadRelease(from: Transaction | Database, service: string): Promise<ServiceRelease | null> {
  return await from.serviceRelease.findUnique({ where: { service } })
}

/** What a service serves and what is on trial there, both as of one moment. */
export async function standingOf(
  from: Database,
  service: string,
): Promise<{ release: ServiceRelease; rollout: RolloutWithChange | null } | null> {
  return await from.$transaction(
    async (tx) => {
      const release = await loadRelease(tx, service)
      return release && { release, rollout: await rolloutOnTrial(tx, release) }
    },
    { isolationLevel: 'RepeatableRead' },
  )
}

export async function releases(from: Database): Promise<ServiceRelease[]> {
  return await from.serviceRelease.findMany({ orderBy: { service: 'asc' } })
}

export const ladderOf = (rollout: Pick<Rollout, 'ladder'>): LadderStep[] => Ladder.parse(rollout.ladder)

/** The conditional update is the lock. */
export async function moveRollout(
  tx: Transaction,
  rollout: Pick<Rollout, 'id' | 'state' | 'version'>,
  event: RolloutEvent,
  data: Parameters<Transaction['rollout']['updateMany']>[0]['data'] = {},
): Promise<RolloutState> {
  const state = rolloutMachine.next(rollout.state, event)
  if (!state) throw conflict('This rollout')
  const { count } = await tx.rollout.updateMany({
    where: { id: rollout.id, state: rollout.state, version: rollout.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  if (count === 0) throw conflict('This rollout')
  return state
}

/** Takes the next epoch of a service: commands with an older one are refused at the edge. */
export async function nextEpoch(tx: Transaction, service: string): Promise<bigint> {
  const { epoch } = await tx.serviceRelease.update({
    where: { service },
    data: { epoch: { increment: 1 } },
    select: { epoch: true },
  })
  return epoch
}

/** What people watch; overwritten as it changes. */
export async function recordReading(rolloutId: string, step: number, reading: object): Promise<void> {
  const data = { step, reading, at: new Date() }
  await upkeep().rolloutReading.upsert({ where: { rolloutId }, create: { rolloutId, ...data }, update: data })
}

export async function readReading(from: Transaction | Database, rolloutId: string) {
  return await from.rolloutReading.findUnique({ where: { rolloutId } })
}

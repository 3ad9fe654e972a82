import type { Change, Incident, IncidentEntry, Prisma } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { EventOf } from '#server/platform/machine.ts'
import { incidentMachine } from './machine.ts'
import type { ListIncidents } from './schemas.ts'

export type { Incident }
export type IncidentWithChange = Incident & { change: Change; entries: IncidentEntry[] }

const whole = { change: true, entries: true } as const

/** @param entries ids of the ledger entries it concerns, with their kinds. */
export async function insertIncident(
  tx: Transaction,
  row: Prisma.IncidentUncheckedCreateInput,
  entries: readonly { entryId: string; kind: string }[],
): Promise<IncidentWithChange> {
  const data = { ...row, entries: { create: entries.map(({ entryId, kind }) => ({ entryId, kind })) } }
  return await tx.incident.create({ data, include: whole })
}

export async function loadIncident(from: Transaction | Database, id: string): Promise<IncidentWithChange> {
  const incident = await from.incident.findUnique({ where: { id }, include: whole })
  if (!incident) throw notFound('incident')
  return incident
}

export async function hasOpenIncident(tx: Transaction, rolloutId: string): Promise<boolean> {
  return (await tx.incident.count({ where: { rolloutId, state: 'open' } })) > 0
}

/** The conditional update is the lock. */
export async function moveIncident(
  tx: Transaction,
  { id, state }: Pick<Incident, 'id' | 'state'>,
  event: EventOf<typeof incidentMachine>,
  data: { closedBy: string; closedAt: Date; closeReason: string },
): Promise<void> {
  const next = incidentMachine.next(state, event)
  if (!next) throw conflict('This incident')
  const { count } = await tx.incident.updateMany({ where: { id, state }, data: { ...data, state: next } })
  if (count === 0) throw conflict('This incident')
}

/** Newest first. */
export async function incidentRows(
  from: Database,
  { limit, entryId, ...asked }: ListIncidents,
): Promise<IncidentWithChange[]> {
  const equal = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null))
  const where = { ...equal, ...(entryId === null ? {} : { entries: { some: { entryId } } }) }
  const orderBy = [{ openedAt: 'desc' }, { id: 'desc' }] as const
  return await from.incident.findMany({ where, orderBy: [...orderBy], take: limit, include: whole })
}

export async function countIncidents(from: Database): Promise<{ state: string; count: number }[]> {
  const groups = await from.incident.groupBy({ by: ['state'], _count: true })
  return groups.map(({ state, _count }) => ({ state, count: _count }))
}

import type { Halt, Presence, ResumeClearance } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { notFound } from '#server/platform/errors.ts'
import { globalScope } from '#server/platform/halt/switch.ts'

export type HaltWithClearances = Halt & { clearances: ResumeClearance[] }
export type { Presence }

export async function activeHalt(from: Transaction | Database, scope: string): Promise<HaltWithClearances | null> {
  return await from.halt.findFirst({ where: { scope, resumedAt: null }, include: { clearances: true } })
}

export async function loadHalt(from: Transaction | Database, id: string): Promise<HaltWithClearances> {
  const halt = await from.halt.findUnique({ where: { id }, include: { clearances: true } })
  if (!halt) throw notFound('halt')
  return halt
}

export async function haltHistory(from: Database): Promise<HaltWithClearances[]> {
  return await from.halt.findMany({ orderBy: { engagedAt: 'desc' }, take: 100, include: { clearances: true } })
}

export async function mergedBefore(tx: Transaction, journalId: string): Promise<boolean> {
  return (await tx.halt.count({ where: { journalId } })) > 0
}

/** The new epoch makes every permit that was read before it visibly old. */
export async function setSwitch(tx: Transaction, scope: string, haltId: string | null): Promise<void> {
  const data = { halted: haltId !== null, haltId, changedAt: new Date() }
  await tx.haltSwitch.upsert({
    where: { scope },
    create: { scope, ...data },
    update: { ...data, epoch: { increment: 1 } },
  })
}

export async function serviceExists(from: Transaction, service: string): Promise<boolean> {
  return (await from.workspace.count({ where: { service } })) > 0
}

/** True when a policy version was activated after this moment. */
export async function policyActivatedSince(from: Transaction | Database, since: Date): Promise<boolean> {
  const rows = await from.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM ledger.event WHERE kind = 'policy-activation' AND created_at > ${since}) AS found`
  return rows[0]?.found ?? false
}

export async function processes(from: Database): Promise<Presence[]> {
  const seenAt = { gt: new Date(Date.now() - 10_000) }
  return await from.presence.findMany({ where: { seenAt }, orderBy: { process: 'asc' } })
}

export const kindOfScope = (scope: string) => (scope === globalScope ? 'global' : 'service')

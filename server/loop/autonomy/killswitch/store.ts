import type { Halt, Presence, ResumeClearance } from '#prisma/client/client.ts'
import { automatedStates } from '#server/loop/change/index.ts'
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

/** What these processes have under way. */
export async function workHeldBy(from: Database, names: readonly string[]) {
  return await from.change.findMany({
    where: { holder: { in: [...names] } },
    select: { id: true, title: true, service: true, state: true, humanMade: true, holder: true },
    orderBy: { updatedAt: 'asc' },
  })
}

/** Changes that the system itself is expected to move; those with a holder are being worked on. */
export async function automatedWork(from: Database) {
  return await from.change.findMany({
    where: { state: { in: [...automatedStates] } },
    select: { service: true, state: true, humanMade: true, holder: true },
  })
}

export async function rolloutsUnderWay(from: Database) {
  return await from.rollout.findMany({
    where: { state: { in: ['preparing', 'sandbox', 'canary', 'gate'] } },
    select: { id: true, service: true, state: true, weight: true },
    orderBy: { createdAt: 'asc' },
  })
}

/** The service of each question to people that is open. */
export async function openQuestions(from: Database): Promise<{ service: string }[]> {
  const open = await from.approvalRequest.findMany({
    where: { state: 'open' },
    select: { change: { select: { service: true } } },
  })
  return open.map(({ change }) => change)
}

export async function knownServices(from: Database): Promise<string[]> {
  const known = await from.workspace.findMany({ select: { service: true }, orderBy: { service: 'asc' } })
  return known.map(({ service }) => service)
}

export async function servedServices(from: Database): Promise<string[]> {
  return (await from.serviceRelease.findMany({ select: { service: true } })).map(({ service }) => service)
}

export const kindOfScope = (scope: string) => (scope === globalScope ? 'global' : 'service')

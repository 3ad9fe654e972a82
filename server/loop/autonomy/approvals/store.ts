import type { ApprovalRequest, ApprovalSlot, Change } from '#prisma/client/client.ts'
import type { Role } from '#server/identity/index.ts'
import type { RiskTier } from '#server/loop/change/index.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { EventOf } from '#server/platform/machine.ts'
import { approvalMachine } from './machine.ts'

export type Request = ApprovalRequest & { slots: ApprovalSlot[]; change: Change }

export async function loadRequest(from: Transaction | Database, id: string): Promise<Request> {
  const request = await from.approvalRequest.findUnique({ where: { id }, include: { slots: true, change: true } })
  if (!request) throw notFound('approval request')
  return request
}

/**
 * The request to decide on, held until the act ends, so that of several deciding at once each sees what the one before did.
 * @throws Failure `notFound` when it is not of this change.
 */
export async function holdRequest(
  tx: Transaction,
  { changeId, requestId }: { changeId: string; requestId: string },
): Promise<Request> {
  await tx.$queryRaw`SELECT 1 FROM approval_request WHERE id = ${requestId} FOR UPDATE`
  const request = await loadRequest(tx, requestId)
  if (request.changeId !== changeId) throw notFound('approval request')
  return request
}

export async function openRequestOf(from: Transaction | Database, changeId: string, purpose: string) {
  return await from.approvalRequest.findFirst({
    where: { changeId, purpose, state: 'open' },
    include: { slots: true, change: true },
  })
}

export async function requestsOf(from: Transaction | Database, changeId: string): Promise<Request[]> {
  return await from.approvalRequest.findMany({
    where: { changeId },
    orderBy: { createdAt: 'asc' },
    include: { slots: true, change: true },
  })
}

/** Releases of one tier that are still open, most urgent first. */
export async function openReleases(from: Database, tier: RiskTier): Promise<Request[]> {
  return await from.approvalRequest.findMany({
    where: { state: 'open', purpose: 'release', tier },
    orderBy: { dueAt: 'asc' },
    include: { slots: true, change: true },
  })
}

/** In the order of the ids; one that is not there is left out. */
export async function requestsById(from: Database, ids: readonly string[]): Promise<Request[]> {
  const found = await from.approvalRequest.findMany({
    where: { id: { in: [...ids] } },
    include: { slots: { orderBy: { role: 'asc' } }, change: true },
  })
  const byId = new Map(found.map((request) => [request.id, request]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export interface NewRequest {
  id: string
  changeId: string
  purpose: string
  tier: string
  digest: string
  rolloutId: string | null
  dueAt: Date
  roles: readonly Role[]
}

export async function insertRequest(tx: Transaction, { roles, ...request }: NewRequest): Promise<void> {
  const slots = { create: roles.map((role) => ({ role, state: 'waiting' })) }
  await tx.approvalRequest.create({ data: { ...request, state: 'open', slots } })
}

/** Moves a request along its table. The conditional update is the lock; whoever comes second gets a conflict. */
export async function closeRequest(
  tx: Transaction,
  { id, state: from }: Pick<Request, 'id' | 'state'>,
  event: EventOf<typeof approvalMachine>,
): Promise<void> {
  const state = approvalMachine.next(from, event)
  if (!state) throw conflict('This request')
  const { count } = await tx.approvalRequest.updateMany({
    where: { id, state: from },
    data: { state, closedAt: new Date() },
  })
  if (count === 0) throw conflict('This request')
}

export interface SlotDecision {
  requestId: string
  role: Role
  personId: string
  seenDigest: string
  reason: string
  state: 'signed' | 'declined'
}

/** Claims the slot for exactly one person. */
export async function decideSlot(tx: Transaction, decision: SlotDecision): Promise<void> {
  const { requestId, role, ...data } = decision
  const { count } = await tx.approvalSlot.updateMany({
    where: { requestId, role, state: 'waiting' },
    data: { ...data, decidedAt: new Date() },
  })
  if (count === 0) throw conflict('This request')
}

export async function everySlotSigned(tx: Transaction, requestId: string): Promise<boolean> {
  return (await tx.approvalSlot.count({ where: { requestId, state: { not: 'signed' } } })) === 0
}

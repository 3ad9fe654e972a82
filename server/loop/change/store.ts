import type { Change } from '#prisma/client/client.ts'
import type { Database, Prisma, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'

export type { Change }

export async function loadChange(from: Transaction | Database, changeId: string): Promise<Change> {
  const change = await from.change.findUnique({ where: { id: changeId } })
  if (!change) throw notFound('change')
  return change
}

export async function insertChange(tx: Transaction, data: Prisma.ChangeUncheckedCreateInput): Promise<Change> {
  return await tx.change.create({ data })
}

/** The conditional update is the lock: someone else's earlier move makes it fail as a conflict. */
export async function moveChange(
  tx: Transaction,
  from: Pick<Change, 'id' | 'state' | 'version'>,
  data: Prisma.ChangeUncheckedUpdateInput,
): Promise<Change> {
  const { count } = await tx.change.updateMany({
    where: { id: from.id, state: from.state, version: from.version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count === 0) throw conflict('This change')
  return await loadChange(tx, from.id)
}

import type { Change } from '#prisma/client/client.ts'
import type { Database, Prisma, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { presentMs, processName } from '#server/platform/presence/process.ts'
import { type ChangeState, changeMachine } from './machine.ts'
import { rests } from './vocabulary.ts'

export type { Change }

export async function loadChange(from: Transaction | Database, changeId: string): Promise<Change> {
  const change = await from.change.findUnique({ where: { id: changeId } })
  if (!change) throw notFound('change')
  return change
}

/** Changes that something or somebody is still expected to move, newest first. */
export async function openChanges(from: Database): Promise<Change[]> {
  const over = Object.keys(changeMachine.table).filter(rests)
  return await from.change.findMany({ where: { state: { notIn: over } }, orderBy: { createdAt: 'desc' } })
}

export async function insertChange(tx: Transaction, data: Prisma.ChangeUncheckedCreateInput): Promise<Change> {
  return await tx.change.create({ data })
}

/**
 * Takes a change for long work in the state it should be in. It is let go of by the next move, by `releaseChange`, or when the
 * process that has it is gone.
 * @throws Conflict when it is in another state, or a living process has it.
 */
export async function claimChange(tx: Transaction, changeId: string, state: ChangeState): Promise<Change> {
  const claimed = await tx.$executeRaw`
    UPDATE change SET holder = ${processName()} WHERE id = ${changeId} AND state = ${state}
    AND (holder IS NULL OR NOT EXISTS (
      SELECT 1 FROM presence WHERE process = holder AND seen_at > now() - make_interval(secs => ${presentMs / 1_000})
    ))`
  if (claimed === 0) throw conflict('This change')
  return await loadChange(tx, changeId)
}

/** Gives a change back that this process had claimed. */
export async function releaseChange(tx: Transaction, changeId: string): Promise<void> {
  await tx.change.updateMany({ where: { id: changeId, holder: processName() }, data: { holder: null } })
}

/** The conditional update is the lock: someone else's earlier move makes it fail as a conflict. */
export async function moveChange(
  tx: Transaction,
  from: Pick<Change, 'id' | 'state' | 'version'>,
  data: Prisma.ChangeUncheckedUpdateInput,
): Promise<Change> {
  const { count } = await tx.change.updateMany({
    where: { id: from.id, state: from.state, version: from.version },
    data: { ...data, holder: null, version: { increment: 1 } },
  })
  if (count === 0) throw conflict('This change')
  return await loadChange(tx, from.id)
}

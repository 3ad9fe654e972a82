import type { DesignComment as Row } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import type { DesignComment } from './vocabulary.ts'

export type { Row }

type NewComment = Pick<Row, 'changeId' | 'designId' | 'component' | 'text' | 'authorId'>

export async function insertComment(tx: Transaction, comment: NewComment): Promise<Row> {
  return await tx.designComment.create({ data: { id: newId('cmt'), ...comment } })
}

/** @throws Failure `notFound` when it is of another change. */
export async function loadComment(
  tx: Transaction,
  { changeId, commentId }: { changeId: string; commentId: string },
): Promise<Row> {
  const comment = await tx.designComment.findUnique({ where: { id: commentId } })
  if (comment?.changeId !== changeId) throw notFound('comment')
  return comment
}

/** Of two people who resolve it at once, the first did. */
export async function markResolved(tx: Transaction, { id }: Pick<Row, 'id'>, resolvedBy: string): Promise<void> {
  const { count } = await tx.designComment.updateMany({
    where: { id, resolvedAt: null },
    data: { resolvedAt: new Date(), resolvedBy },
  })
  if (count === 0) throw conflict('The comment')
}

/** Everything said of a change's designs, the oldest first. */
export async function commentsOf(from: Database, changeId: string): Promise<DesignComment[]> {
  const rows = await from.designComment.findMany({
    where: { changeId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { design: { select: { revision: true, option: true } } },
  })
  return rows.map(({ design, changeId: _changeId, ...comment }) => ({ ...comment, ...design }))
}

/** A day counted from now, so that it is the same wherever the reader lives. */
const soonMs = 24 * 60 * 60 * 1_000

export const urgencies = ['overdue', 'today', 'later'] as const
export type Urgency = (typeof urgencies)[number]

export interface DueGroup<Row> {
  urgency: Urgency
  rows: readonly Row[]
}

/** Rows by how long there is, in the order they came; no group is empty. */
export function dueGroups<Row extends { dueAt: Date }>(rows: readonly Row[], now: number): DueGroup<Row>[] {
  return urgencies
    .map((urgency) => ({ urgency, rows: rows.filter(({ dueAt }) => urgencyOf(dueAt, now) === urgency) }))
    .filter((group) => group.rows.length > 0)
}

function urgencyOf(dueAt: Date, now: number): Urgency {
  const left = dueAt.getTime() - now
  if (left < 0) return 'overdue'
  return left <= soonMs ? 'today' : 'later'
}

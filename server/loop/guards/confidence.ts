import type { Change } from '#server/loop/change/index.ts'
import type { runsOfChange } from '#server/loop/codegen/index.ts'
import { entriesOfChange } from '#server/loop/ledger/index.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import type { ChangeFacts } from '#server/policy/schemas.ts'

/** One try at writing the change. */
export type Run = Awaited<ReturnType<typeof runsOfChange>>[number]

/** Who wrote the commit and how sure they were, as the ledger holds it: the last answered request of its run. */
export async function confidenceOf(
  from: Database | Transaction,
  change: Change,
  run: Run | null,
): Promise<ChangeFacts['confidence']> {
  if (change.humanMade) return { author: 'person', score: null }
  if (!run) return null
  if (run.provider === 'templates') return { author: 'template', score: null }
  const entries = await entriesOfChange(from, change.id)
  const answered = entries.findLast(
    ({ kind, header, predicate }) =>
      kind === 'generation' && header.runId === run.id && predicate.outcome === 'answered',
  )
  const score = answered?.predicate.confidence
  return { author: 'model', score: typeof score === 'number' ? score : null }
}

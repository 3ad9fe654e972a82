import { permitted } from '#server/governed.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { runsOfChange } from '#server/loop/codegen/index.ts'
import { confidenceOf } from '#server/loop/guards/index.ts'
import { type EntryView, entriesOfChange } from '#server/loop/ledger/index.ts'
import { thresholds } from '#server/policy/thresholds.ts'
import { ReadRequest } from './schemas.ts'
import { loadRequest } from './store.ts'
import { viewRequest } from './view.ts'
import type { RequestRecord } from './vocabulary.ts'

/** One question. @throws Failure `notFound` */
export const readRequest = permitted('approval.read', ReadRequest, async (from, input, actor) =>
  viewRequest(await loadRequest(from, input.requestId), actor),
)

/** What the ledger holds about a question: the entry of each decision, and how sure the author of the code was. */
export const readRecord = permitted(
  'approval.read',
  ReadRequest,
  async (from, { requestId }): Promise<RequestRecord> => {
    const { changeId } = await loadRequest(from, requestId)
    const [change, runs, entries] = await Promise.all([
      loadChange(from, changeId),
      runsOfChange(from, changeId),
      entriesOfChange(from, changeId),
    ])
    return {
      written: await confidenceOf(from, change, runs.at(-1) ?? null),
      confidenceFloor: thresholds.confidenceFloor,
      decisions: entries.filter((entry) => isAbout(entry, requestId)).map(decisionOf),
    }
  },
)

function isAbout({ kind, subjects, predicate }: EntryView, requestId: string): boolean {
  return kind === 'approval' && predicate.decision !== 'requested' && subjects.some(({ name }) => name === requestId)
}

function decisionOf({ entryId, predicate }: EntryView): RequestRecord['decisions'][number] {
  const { decision, role } = predicate
  return { entryId, decision: String(decision), role: typeof role === 'string' ? role : null }
}

import { listChanges, readCalls, readChange, readPlan, searchChanges } from '#server/loop/autonomy/overview/index.ts'
import { readDiff, readFileDiff } from '#server/loop/codegen/index.ts'
import { query, router } from './trpc.ts'

/** A change as a whole, over all stages. */
export const changes = router({
  list: query(listChanges),
  search: query(searchChanges),
  read: query(readChange),
  plan: query(readPlan),
  calls: query(readCalls),
  diff: query(readDiff),
  file: query(readFileDiff),
})

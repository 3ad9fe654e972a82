import { listChanges, readChange } from '#server/loop/autonomy/overview/index.ts'
import { readDiff } from '#server/loop/codegen/index.ts'
import { query, router } from './trpc.ts'

/** A change as a whole, over all stages. */
export const changes = router({ list: query(listChanges), read: query(readChange), diff: query(readDiff) })

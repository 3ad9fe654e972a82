import {
  askErasure,
  confirmErasure,
  liftHold,
  placeHold,
  retentionStatus,
  withdrawRemoval,
} from '#server/retention/index.ts'
import { askDrop, confirmDrop } from '#server/retention/shards/index.ts'
import { mutation, query, router } from './trpc.ts'

/** What is kept, held and removed. Archives are written on the command line: they are folders. */
export const retention = router({
  status: query(retentionStatus),
  askErasure: mutation(askErasure),
  confirmErasure: mutation(confirmErasure),
  withdraw: mutation(withdrawRemoval),
  placeHold: mutation(placeHold),
  liftHold: mutation(liftHold),
  askDrop: mutation(askDrop),
  confirmDrop: mutation(confirmDrop),
})

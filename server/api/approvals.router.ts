import { countInbox, decline, inbox, readRecord, readRequest, sign } from '#server/loop/autonomy/approvals/index.ts'
import { mutation, query, router } from './trpc.ts'

export const approvals = router({
  inbox: query(inbox),
  counts: query(countInbox),
  read: query(readRequest),
  record: query(readRecord),
  sign: mutation(sign),
  decline: mutation(decline),
})

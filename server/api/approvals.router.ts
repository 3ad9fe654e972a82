import { decline, inbox, readRequest, sign } from '#server/loop/autonomy/approvals/index.ts'
import { mutation, query, router } from './trpc.ts'

export const approvals = router({
  inbox: query(inbox),
  read: query(readRequest),
  sign: mutation(sign),
  decline: mutation(decline),
})

import { withdraw } from '#server/loop/autonomy/approvals/index.ts'
import { edit, propose, submit } from '#server/loop/intents/index.ts'
import { mutation, query, router } from './trpc.ts'

export const intents = router({
  propose: query(propose),
  submit: mutation(submit),
  edit: mutation(edit),
  withdraw: mutation(withdraw),
})

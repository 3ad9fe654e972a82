import { edit, propose, submit, withdraw } from '#server/loop/intents/index.ts'
import { mutation, query, router } from './trpc.ts'

export const intents = router({
  propose: query(propose),
  submit: mutation(submit),
  edit: mutation(edit),
  withdraw: mutation(withdraw),
})

import { edit, submit, withdraw } from '#server/loop/intents/index.ts'
import { mutation, router } from './trpc.ts'

export const intents = router({ submit: mutation(submit), edit: mutation(edit), withdraw: mutation(withdraw) })

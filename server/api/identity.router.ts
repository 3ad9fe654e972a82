import { choosePassword, namesOf } from '#server/identity/index.ts'
import { mutation, query, router } from './trpc.ts'

export const identity = router({
  names: query(namesOf),
  choosePassword: mutation(choosePassword),
})

import { clear, engage, haltEffect, haltStatus, resume } from '#server/loop/autonomy/killswitch/index.ts'
import { mutation, query, router } from './trpc.ts'

export const halt = router({
  status: query(haltStatus),
  effect: query(haltEffect),
  engage: mutation(engage),
  clear: mutation(clear),
  resume: mutation(resume),
})

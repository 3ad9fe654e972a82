import { clear, engage, haltStatus, resume } from '#server/loop/autonomy/killswitch/index.ts'
import { mutation, query, router } from './trpc.ts'

export const halt = router({
  status: query(haltStatus),
  engage: mutation(engage),
  clear: mutation(clear),
  resume: mutation(resume),
})

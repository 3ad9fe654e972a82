import { listRollouts, promote, readRollout, rollBack } from '#server/loop/autonomy/rollout/index.ts'
import { mutation, query, router } from './trpc.ts'

export const rollouts = router({
  list: query(listRollouts),
  read: query(readRollout),
  promote: mutation(promote),
  rollBack: mutation(rollBack),
})

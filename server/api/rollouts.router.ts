import { promote, rollBack } from '#server/loop/autonomy/rollout/index.ts'
import { mutation, router } from './trpc.ts'

export const rollouts = router({ promote: mutation(promote), rollBack: mutation(rollBack) })

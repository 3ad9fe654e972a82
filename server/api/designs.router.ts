import { chooseDesign } from '#server/loop/designs/index.ts'
import { mutation, router } from './trpc.ts'

export const designs = router({ choose: mutation(chooseDesign) })

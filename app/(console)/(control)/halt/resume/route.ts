import * as en from '#components/messages/en.ts'
import { resume } from '#server/loop/autonomy/killswitch/index.ts'
import { haltForm } from '../form.ts'

export const POST = haltForm(async (actor, field) => {
  await resume(actor, { haltId: field('haltId') })
  return en.halt.done.resumed
})

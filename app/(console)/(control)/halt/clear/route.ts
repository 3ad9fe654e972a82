import * as en from '#components/messages/en.ts'
import { type ClearanceKind, clear } from '#server/loop/autonomy/killswitch/index.ts'
import { haltForm } from '../form.ts'

export const POST = haltForm(async (actor, field) => {
  // The verb parses it: a kind that is none is refused there.
  const kind = field('kind') as ClearanceKind
  await clear(actor, { haltId: field('haltId'), kind, reference: field('reference') })
  return en.halt.done.cleared
})

import { en } from '#components/messages/en.ts'
import { engage } from '#server/loop/autonomy/killswitch/index.ts'
import { haltForm } from '../form.ts'

export const POST = haltForm(async (actor, field) => {
  const service = field('scope') === 'service' ? field('service') : null
  const { serviceKnown } = await engage(actor, { service, reason: field('reason'), source: 'page' })
  return serviceKnown ? en.halt.done.engaged : en.halt.done.engagedUnknown(service ?? '')
})

import { namedServices } from '#components/autonomy/halt/effect.ts'
import * as en from '#components/messages/en.ts'
import { engage } from '#server/loop/autonomy/killswitch/index.ts'
import { haltForm } from '../form.ts'

export const POST = haltForm(async (actor, field) => {
  const named = namedServices(field('service'))
  // No name at all is for the verb to refuse, in its words.
  const services = field('scope') === 'service' ? (named.length > 0 ? named : ['']) : [null]
  const unknown: string[] = []
  for (const service of services) {
    const { serviceKnown } = await engage(actor, { service, reason: field('reason'), source: 'page' })
    if (service !== null && !serviceKnown) unknown.push(service)
  }
  return unknown.length === 0 ? en.halt.done.engaged : en.halt.done.engagedUnknown(unknown.join(', '))
})

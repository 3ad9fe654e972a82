import { type Guard, isText, listOf, oneOf, shaped } from '#components/rpc/shape.ts'
import type { Command, Component, Relation } from '#server/loop/designs/edit/index.ts'

type Done = Command['do']
type Rest<Do extends Done> = Omit<Extract<Command, { do: Do }>, 'do'>

const isRelation = shaped<Relation>({ from: isText, to: isText, protocol: isText })
const isKind = oneOf<Component['kind']>(['person', 'page', 'api', 'database', 'config', 'document'])
const isComponent = shaped<Component>({ id: isText, kind: isKind, name: isText, dataClasses: listOf(isText) })

const rests: { readonly [Do in Done]: Guard<Rest<Do>> } = {
  addComponent: shaped({ component: isComponent }),
  rename: shaped({ id: isText, name: isText }),
  setKind: shaped({ id: isText, kind: isKind }),
  setDataClasses: shaped({ id: isText, dataClasses: listOf(isText) }),
  remove: shaped({ id: isText }),
  connect: shaped({ relation: isRelation }),
  disconnect: shaped({ relation: isRelation }),
  setProtocol: shaped({ relation: isRelation, protocol: isText }),
  setText: shaped({ field: oneOf(['title', 'summary', 'tradeOff']), text: isText }),
  setLines: shaped({ field: oneOf(['testPlan', 'threats']), lines: listOf(isText) }),
}

const isNamed = shaped({ do: oneOf(Object.keys(rests) as Done[]) })

/** Whether it is a command that people give. How much it may say is asked again where it is done, and by the server. */
export const isCommand: Guard<Command> = (value): value is Command => isNamed(value) && rests[value.do](value)

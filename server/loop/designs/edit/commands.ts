import * as z from 'zod/mini'
import { DesignComponent, type DesignSpec } from '../schemas.ts'

/** What can be done to a design by hand. What was asked and what code is held to stay out of reach. Browser-safe. */

export type Component = DesignSpec['components'][number]
export type Relation = DesignSpec['relations'][number]

export const textLimits = { title: 120, summary: 1000, tradeOff: 400 } as const
export const lineLimits = { length: 400, count: 50 } as const
export const dataClassLimits = { length: 40, count: 12 } as const
export const protocolLimit = 80
/** Edits one revision may consist of. */
export const commandLimit = 500

const { id: Id, kind: Kind } = DesignComponent.shape
const End = z.string().check(z.maxLength(80))
/** As it stands in the design, however it came there. */
const Standing = z.object({ from: End, to: End, protocol: z.string() })
const Protocol = z.string().check(z.maxLength(protocolLimit))
const Text = z.string().check(z.maxLength(textLimits.summary))
const Line = z.string().check(z.maxLength(lineLimits.length))
const DataClasses = z
  .array(z.string().check(z.maxLength(dataClassLimits.length)))
  .check(z.maxLength(dataClassLimits.count))

export const Command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('addComponent'), component: z.extend(DesignComponent, { dataClasses: DataClasses }) }),
  z.object({ do: z.literal('rename'), id: Id, name: Text }),
  z.object({ do: z.literal('setKind'), id: Id, kind: Kind }),
  z.object({ do: z.literal('setDataClasses'), id: Id, dataClasses: DataClasses }),
  z.object({ do: z.literal('remove'), id: Id }),
  z.object({ do: z.literal('connect'), relation: z.extend(Standing, { protocol: Protocol }) }),
  z.object({ do: z.literal('disconnect'), relation: Standing }),
  z.object({ do: z.literal('setProtocol'), relation: Standing, protocol: Protocol }),
  z.object({ do: z.literal('setText'), field: z.enum(['title', 'summary', 'tradeOff']), text: Text }),
  z.object({
    do: z.literal('setLines'),
    field: z.enum(['testPlan', 'threats']),
    lines: z.array(Line).check(z.maxLength(lineLimits.count)),
  }),
])
export type Command = z.infer<typeof Command>

/** Takes back what a command did to the parts: each stands again where it stood. Made by commands, never sent. */
export interface Restore extends Pick<DesignSpec, 'components' | 'relations'> {
  do: 'restore'
}

export type Move = Command | Restore

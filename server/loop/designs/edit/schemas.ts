import * as z from 'zod/mini'
import { DesignComponent } from '../schemas.ts'
import { dataClassLimits, lineLimits, protocolLimit, textLimits } from './thresholds.ts'

/** A command as it is sent. A page gives commands and needs no schema for them, so it stands apart. */

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

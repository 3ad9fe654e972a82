import type { Reflected } from '#server/loop/ledger/graph/vocabulary.ts'
import { builder } from './builder.ts'

/** How much of the log an answer rests on. */
export const Reflects = builder.objectRef<Reflected>('Reflects').implement({
  description: 'How much of the log an answer rests on: everything sequenced until then, and nothing later.',
  fields: (t) => ({
    shard: t.exposeString('shard', { nullable: true, description: 'The shard the answer ends in.' }),
    size: t.exposeInt('size', { description: 'Entries of that shard: the checkpoint size.' }),
    entries: t.exposeInt('entries', { description: 'Entries over all shards.' }),
  }),
})

builder.globalConnectionField('reflects', (t) =>
  t.field({ type: Reflects, resolve: (connection) => (connection as unknown as { reflects: Reflected }).reflects }),
)

export const AsOf = builder.inputType('AsOf', {
  description: 'Up to where an answer looks. By time it is real time: when an entry entered the tree.',
  isOneOf: true,
  fields: (t) => ({ time: t.field({ type: 'DateTime' }), entries: t.int() }),
})

/** As the ledger's verbs take it. */
export const asOfFrom = (asOf: { time?: string | null; entries?: number | null } | null | undefined) =>
  asOf?.time ?? asOf?.entries ?? null

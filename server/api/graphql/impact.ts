import { impactOf, pathOf } from '#server/loop/ledger/graph/index.ts'
import type { Impact as Found, FoundPath } from '#server/loop/ledger/graph/vocabulary.ts'
import { builder } from './builder.ts'
import { costs } from './limits.ts'
import { LineageLink, LineageNode, Start, startFrom } from './lineage.ts'
import { AsOf, asOfFrom, Reflects } from './reflects.ts'

const KindCount = builder.objectRef<{ kind: string; count: number }>('KindCount').implement({
  fields: (t) => ({ kind: t.exposeString('kind'), count: t.exposeInt('count') }),
})

const Impact = builder.objectRef<Found>('Impact').implement({
  description: 'Everything that came out of something, by whatever way.',
  fields: (t) => ({
    reached: t.exposeInt('reached', { description: 'Digests, entries among them.' }),
    entries: t.field({ type: [KindCount], resolve: ({ entries }) => [...entries] }),
    deepest: t.exposeInt('deepest', { description: 'Steps to the furthest.' }),
    nearest: t.field({
      type: [LineageNode],
      complexity: { field: 1, multiplier: 50 },
      resolve: ({ nearest }) => [...nearest],
    }),
    reflects: t.expose('reflects', { type: Reflects }),
  }),
})

const Path = builder.objectRef<FoundPath>('Path').implement({
  description: 'How one thing came out of another, by the fewest steps; empty when neither came out of the other.',
  fields: (t) => ({
    nodes: t.field({ type: [LineageNode], resolve: ({ nodes }) => [...nodes] }),
    links: t.field({ type: [LineageLink], resolve: ({ edges }) => [...edges] }),
    reflects: t.expose('reflects', { type: Reflects }),
  }),
})

const readable = { read: 'ledger.read' } as const

builder.queryFields((t) => ({
  impact: t.field({
    type: Impact,
    authScopes: readable,
    complexity: costs.impact,
    args: {
      of: t.arg({ type: Start, required: true }),
      first: t.arg.int({ defaultValue: 50 }),
      asOf: t.arg({ type: AsOf }),
    },
    resolve: (_, { of, first, asOf }, { actor }) =>
      impactOf(actor, { of: startFrom(of), limit: first ?? 50, asOf: asOfFrom(asOf) }),
  }),
  path: t.field({
    type: Path,
    authScopes: readable,
    complexity: costs.path,
    args: {
      from: t.arg({ type: Start, required: true }),
      to: t.arg({ type: Start, required: true }),
      asOf: t.arg({ type: AsOf }),
    },
    resolve: (_, { from, to, asOf }, { actor }) =>
      pathOf(actor, { from: startFrom(from), to: startFrom(to), asOf: asOfFrom(asOf) }),
  }),
}))

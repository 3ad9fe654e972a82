import { walkLineage } from '#server/loop/ledger/graph/index.ts'
import type { GraphEdge, GraphNode, Walked } from '#server/loop/ledger/graph/vocabulary.ts'
import { Failure } from '#server/platform/errors.ts'
import { builder } from './builder.ts'
import type { Caller } from './caller.ts'
import { Entry } from './entry.ts'
import { costs } from './limits.ts'
import { cursorOf, cursorParts, firstOf, multiplierOf, type PageArguments, pageInfo } from './pages.ts'
import { AsOf, asOfFrom } from './reflects.ts'

export const LineageNode = builder.objectRef<GraphNode>('LineageNode').implement({
  description: 'A digest that the log names, or an entry by its own digest.',
  fields: (t) => ({
    sha256: t.exposeString('sha256'),
    name: t.exposeString('name', { description: 'What it was called when it was first named.' }),
    depth: t.exposeInt('depth', { description: 'Steps from where the walk began.' }),
    kind: t.exposeString('kind', { nullable: true, description: 'Of the entry whose digest this is.' }),
    changeId: t.exposeString('changeId', { nullable: true }),
    entry: t.field({
      type: Entry,
      nullable: true,
      description: 'The entry whose own digest this is; null for everything else.',
      resolve: ({ entryId }) => entryId,
    }),
  }),
})

export const LineageLink = builder.objectRef<GraphEdge>('LineageLink').implement({
  description: 'The target came out of the source, as an entry says.',
  fields: (t) => ({
    source: t.exposeString('source'),
    target: t.exposeString('target'),
    kind: t.exposeString('kind', { description: 'The relation: the kind of the entry that says so.' }),
    changeId: t.exposeString('changeId', { nullable: true }),
    runId: t.exposeString('runId', { nullable: true }),
    position: t.int({ description: 'The number of that entry over all shards.', resolve: ({ place }) => place }),
    entry: t.field({ type: Entry, resolve: ({ entryId }) => entryId }),
  }),
})

export const Start = builder.inputType('Start', {
  description: 'A digest, or an entry: then its own digest and what it speaks of.',
  isOneOf: true,
  fields: (t) => ({ sha256: t.string(), entryId: t.string() }),
})

/** As the ledger's verbs take it. @throws Failure `invalidInput` */
export function startFrom({ sha256, entryId }: { sha256?: string | null; entryId?: string | null }) {
  if (sha256 != null) return { sha256: sha256.toLowerCase() }
  if (entryId != null) return { entryId }
  throw new Failure('invalidInput', 'start', 'Say where to begin: a sha256 or an entryId.')
}

const Direction = builder.enumType('Direction', {
  description: 'UP to what it came out of, DOWN to what came out of it.',
  values: { UP: { value: 'up' }, DOWN: { value: 'down' } } as const,
})

const LineageConnection = builder.connectionObject(
  {
    type: LineageNode,
    name: 'LineageConnection',
    fields: (t) => ({
      links: t.field({
        type: [LineageLink],
        description: 'What joins the nodes of this page, to each other and to those of earlier pages.',
        complexity: { field: 1, multiplier: 1 },
        resolve: (parent) => (parent as unknown as { links: GraphEdge[] }).links,
      }),
      more: t.boolean({
        description: 'There is more than was followed: ask for less at once, or for impact.',
        resolve: (parent) => (parent as unknown as { more: boolean }).more,
      }),
    }),
  },
  { name: 'LineageEdge' },
)

const readable = { read: 'ledger.read' } as const
const description = 'What something came out of, or what came out of it; the nearest first.'
const complexity = (args: PageArguments) => ({ field: costs.walk, multiplier: multiplierOf(args) })

interface Asked extends PageArguments {
  direction: 'up' | 'down'
  kinds?: readonly string[] | null
  depth?: number | null
  asOf?: { time?: string | null; entries?: number | null } | null
}

builder.queryField('lineage', (t) =>
  t.connection(
    {
      ...{ type: LineageNode, authScopes: readable, description, complexity },
      args: {
        of: t.arg({ type: Start, required: true }),
        direction: t.arg({ type: Direction, required: true }),
        kinds: t.arg.stringList({ description: 'Follow only what entries of these kinds say.' }),
        depth: t.arg.int({ defaultValue: 2 }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: (_, { of, ...asked }, caller) => walked(caller, startFrom(of), asked),
    },
    LineageConnection,
  ),
)

builder.objectField(Entry, 'lineage', (t) =>
  t.connection(
    {
      ...{ type: LineageNode, authScopes: readable, description, complexity },
      args: {
        direction: t.arg({ type: Direction, required: true }),
        kinds: t.arg.stringList({ description: 'Follow only what entries of these kinds say.' }),
        depth: t.arg.int({ defaultValue: 2 }),
        asOf: t.arg({ type: AsOf }),
      },
      resolve: ({ entryId }, asked, caller) => walked(caller, { entryId }, asked),
    },
    LineageConnection,
  ),
)

async function walked({ actor }: Caller, of: ReturnType<typeof startFrom>, asked: Asked) {
  const { direction, kinds, depth, asOf, ...page } = asked
  const first = firstOf(page)
  const after = page.after ? afterOf(page.after) : null
  // Later pages look at what the first one looked at, whatever was written since.
  const until = after?.entries ?? asOfFrom(asOf)
  const walk = { of, direction, kinds: kinds ? [...kinds] : null, depth: depth ?? 2, asOf: until }
  return connectionOf(await walkLineage(actor, walk), first, after, page.after)
}

interface After {
  entries: number
  depth: number
  sha256: string
}

function afterOf(cursor: string): After {
  const [entries = '', depth = '', sha256 = ''] = cursorParts(cursor, /^l (\d+) (\d+) ([0-9a-f]{64})$/)
  return { entries: Number(entries), depth: Number(depth), sha256 }
}

function connectionOf(
  { nodes, edges, more, reflects }: Walked,
  first: number,
  after: After | null,
  cursor?: string | null,
) {
  const at = after ? nodes.findIndex(({ sha256 }) => sha256 === after.sha256) + 1 : 0
  const shown = nodes.slice(at, at + first)
  const earlier = new Set(nodes.slice(0, at + first).map(({ sha256 }) => sha256))
  const own = new Set(shown.map(({ sha256 }) => sha256))
  const found = shown.map((node) => ({ node, cursor: cursorOf('l', reflects.entries, node.depth, node.sha256) }))
  return {
    edges: found,
    pageInfo: pageInfo(
      found.map((edge) => edge.cursor),
      nodes.length > at + first,
      cursor,
    ),
    links: edges.filter(
      ({ source, target }) => (own.has(source) || own.has(target)) && earlier.has(source) && earlier.has(target),
    ),
    more,
    reflects,
  }
}

import { permitted } from '#server/governed.ts'
import type { LedgerReader } from '../../ports.ts'
import { followedEach, stepsAtMost } from '../numbers.ts'
import { Walk } from '../schemas.ts'
import type { Direction, GraphEdge, GraphNode, Walked } from '../vocabulary.ts'
import { boundOf } from './bound.ts'
import { limited } from './limited.ts'
import { startsOf } from './starts.ts'
import { entriesAt, nodesByNumber, type StepRow, walk } from './store.ts'

/** What something came out of, or what came out of it: the nearest first, and never without end. */
export const walkLineage = permitted('ledger.read', Walk, async (database, asked): Promise<Walked> => {
  const from = limited(database)
  const { bound, reflects } = await boundOf(from, asked.asOf)
  const starts = await startsOf(from, asked.of, bound)
  const { direction, kinds, depth } = asked
  const request = { starts, direction, kinds, depth, bound, each: followedEach, limit: stepsAtMost + 1 }
  const steps = await walk(from, request)
  const followed = steps.slice(0, stepsAtMost).filter(({ cut }) => !cut)
  const { depths, whole } = nearest(followed, asked.limit)
  const kept = followed.filter(({ node, via }) => depths.has(node) && (via === null || depths.has(via)))
  return {
    ...(await drawn(from, { depths, steps: kept, direction })),
    more: steps.length > stepsAtMost || steps.some(({ cut }) => cut) || !whole,
    reflects,
  }
})

/** The least steps to each node, of as many nodes as are asked for. */
function nearest(steps: readonly StepRow[], limit: number): { depths: Map<number, number>; whole: boolean } {
  const depths = new Map<number, number>()
  let whole = true
  for (const { node, depth } of steps.toSorted((one, other) => one.depth - other.depth)) {
    if (depths.has(node)) continue
    if (depths.size < limit) depths.set(node, depth)
    else whole = false
  }
  return { depths, whole }
}

interface Found {
  depths: ReadonlyMap<number, number>
  steps: readonly Pick<StepRow, 'node' | 'via' | 'place'>[]
  direction: Direction
}

/** Numbers become what they stand for. */
export async function drawn(
  from: LedgerReader,
  { depths, steps, direction }: Found,
): Promise<{ nodes: GraphNode[]; edges: GraphEdge[] }> {
  const [nodes, entries] = await Promise.all([
    nodesByNumber(from, [...depths.keys()]),
    entriesAt(from, [...new Set(steps.flatMap(({ place }) => place ?? []))]),
  ])
  const digestOf = new Map(nodes.map(({ node, sha256 }) => [node, sha256]))
  const saying = new Map(entries.map((entry) => [entry.place, entry]))
  const edges = steps.flatMap(({ node, via, place }) => {
    const entry = place === null ? undefined : saying.get(place)
    const [far, near] = [digestOf.get(node), via === null ? undefined : digestOf.get(via)]
    if (!entry || far === undefined || near === undefined) return []
    return [direction === 'up' ? { ...entry, source: far, target: near } : { ...entry, source: near, target: far }]
  })
  return { nodes: inOrder(nodes, depths), edges: once(edges) }
}

function inOrder(nodes: Awaited<ReturnType<typeof nodesByNumber>>, depths: ReadonlyMap<number, number>): GraphNode[] {
  return nodes
    .map(({ node, ...what }) => ({ ...what, depth: depths.get(node) ?? 0, node }))
    .toSorted((one, other) => one.depth - other.depth || one.node - other.node)
    .map(({ node: _node, ...what }) => what)
}

const once = (edges: readonly GraphEdge[]) => [
  ...new Map(edges.map((edge) => [`${edge.source} ${edge.target} ${edge.place}`, edge])).values(),
]

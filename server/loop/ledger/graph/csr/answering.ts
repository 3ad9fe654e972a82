import { connect } from '../../sequencer/connection.ts'
import { predicateTypes } from '../../vocabulary.ts'
import { indexedEdgesAtMost } from '../numbers.ts'
import { Graph } from './graph.ts'
import { pathBetween, type Reach, reachFrom, type Step } from './search.ts'
import { edgeBytes, entryBytes, extentOf, type Session } from './store.ts'

/** A question to the index. Everything in it is a number that the graph's tables know. */
export type Asked = { id: number; bound: number } & (
  | { ask: 'reach'; starts: readonly number[]; limit: number }
  | { ask: 'path'; starts: readonly number[]; ends: readonly number[] }
)

export type Answered = { id: number; figures: IndexFigures } & (
  | { ok: true; reach?: Omit<Reach, 'entriesByKind'> & { entries: { kind: string; count: number }[] }; path?: Step[] }
  | { ok: false; reason: 'tooLarge' | 'failed'; message: string }
)

export interface IndexFigures {
  nodes: number
  edges: number
  bytes: number
  /** Reading what was added since the question before, and sorting it in. */
  caughtUpMs: number
}

/** Kinds as the index numbers them; 0 is any other. */
const kinds = Object.keys(predicateTypes)
const readAtOnce = 50_000
const edgeSize = 13

class TooLarge extends Error {}

/** Keeps an index of the graph, read when it is first asked and continued with each question. */
export function answering({ url }: { url: string }): (asked: Asked) => Promise<Answered> {
  let graph = new Graph()
  let known = 0
  const catchUp = async (bound: number) => {
    if (known >= bound) return
    const client = await connect(url)
    try {
      const { place, nodes } = await extentOf(client)
      graph.reach(nodes)
      for (; known < place; known = Math.min(known + readAtOnce, place)) {
        await read(client, graph, known, Math.min(known + readAtOnce, place))
      }
      graph.settle()
    } catch (error) {
      // Half a batch would be half a graph: the next question begins anew.
      graph = new Graph()
      known = 0
      throw error
    } finally {
      await client.end()
    }
  }
  return async (asked) => {
    const begun = performance.now()
    const figures = (): IndexFigures => ({
      ...{ nodes: graph.nodes, edges: graph.edges, bytes: graph.bytes },
      caughtUpMs: performance.now() - begun,
    })
    try {
      await catchUp(asked.bound)
      return { id: asked.id, ok: true, figures: figures(), ...answer(graph, asked) }
    } catch (error) {
      const reason = error instanceof TooLarge ? 'tooLarge' : 'failed'
      return { id: asked.id, ok: false, reason, message: String(error), figures: figures() }
    }
  }
}

async function read(client: Session, graph: Graph, first: number, end: number): Promise<void> {
  const edges = await edgeBytes(client, kinds, first, end)
  if (graph.edges + edges.length / edgeSize > indexedEdgesAtMost) throw new TooLarge('the graph is too large to index')
  for (let at = 0; at < edges.length; at += edgeSize) {
    graph.add(edges.readInt32BE(at), edges.readInt32BE(at + 4), edges.readInt32BE(at + 8), edges[at + 12] as number)
  }
  const leaves = await entryBytes(client, first, end)
  for (let at = 0; at < leaves.length; at += 4) graph.markEntry(leaves.readInt32BE(at))
}

function answer(graph: Graph, asked: Asked) {
  if (asked.ask === 'path') return { path: pathBetween(graph, asked.starts, asked.ends, asked.bound) }
  const { entriesByKind, ...reach } = reachFrom(graph, asked.starts, asked.bound, asked.limit)
  const entries = [...entriesByKind].map(([kind, count]) => ({ kind: kinds[kind - 1] ?? 'unknown', count }))
  return { reach: { ...reach, entries: entries.toSorted((one, other) => other.count - one.count) } }
}

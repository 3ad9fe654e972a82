import { Edges, grown } from './edges.ts'
import { noRows, type Rows, rowsOf } from './rows.ts'

/** What was added since the rows were made is sorted in when it is more than this many edges, and than this share of them. */
const unsorted = { edges: 50_000, share: 1 / 8 } as const

/**
 * The whole graph in memory, forwards: compressed sparse rows, and behind them a chain through what was added since. Nodes
 * come in the order of their numbers, edges in the order of their places.
 */
export class Graph {
  readonly #edges = new Edges()
  #rows: Rows = noRows
  /** The newest unsorted edge of each node, and for each such edge the one before it; -1 where there is none. */
  #newest = new Int32Array(0)
  #before = new Int32Array(0)
  #chained = 0
  #leaves = new Uint8Array(1_024)
  nodes = 0

  get edges(): number {
    return this.#edges.length
  }

  /** Bytes it takes now. */
  get bytes(): number {
    const { offsets, targets, places, kinds } = this.#rows
    const held = [offsets, targets, places, kinds, this.#newest, this.#before, this.#leaves]
    return held.reduce((sum, { byteLength }) => sum + byteLength, this.#edges.bytes)
  }

  /** Makes room for nodes up to, not including, this number. */
  reach(nodes: number): void {
    if (nodes > this.#leaves.length) {
      const larger = new Uint8Array(Math.ceil(nodes * 1.25))
      larger.set(this.#leaves)
      this.#leaves = larger
    }
    this.nodes = nodes
  }

  /** The node is the digest of an entry. */
  markEntry(node: number): void {
    this.#leaves[node] = 1
  }

  isEntry(node: number): boolean {
    return this.#leaves[node] === 1
  }

  add(source: number, target: number, place: number, kind: number): void {
    this.#edges.add(source, target, place, kind)
  }

  /** Makes what was added visible. */
  settle(): void {
    const loose = this.#edges.length - this.#rows.edges
    if (loose > Math.max(unsorted.edges, this.#rows.edges * unsorted.share)) this.#sort()
    if (this.#newest.length < this.nodes) this.#newest = grown(this.#newest, Math.ceil(this.nodes * 1.25), -1)
    const chain = this.#edges.length - this.#rows.edges
    if (this.#before.length < chain) this.#before = grown(this.#before, Math.ceil(chain * 1.5), -1)
    for (; this.#chained < chain; this.#chained++) {
      const source = this.#edges.sources[this.#rows.edges + this.#chained] as number
      this.#before[this.#chained] = this.#newest[source] as number
      this.#newest[source] = this.#chained
    }
  }

  #sort(): void {
    this.#rows = rowsOf(this.#edges, this.nodes)
    this.#newest = new Int32Array(0)
    this.#before = new Int32Array(0)
    this.#chained = 0
  }

  /** Calls for everything that came out of a node at places under the bound. */
  from(node: number, bound: number, each: (target: number, place: number, kind: number) => void): void {
    const { offsets, targets, places, kinds, nodes } = this.#rows
    const end = node < nodes ? (offsets[node + 1] as number) : 0
    for (let at = node < nodes ? (offsets[node] as number) : 0; at < end; at++) {
      const place = places[at] as number
      if (place >= bound) break
      each(targets[at] as number, place, kinds[at] as number)
    }
    for (let at = this.#newest[node] ?? -1; at >= 0; at = this.#before[at] as number) {
      const edge = this.#rows.edges + at
      const place = this.#edges.places[edge] as number
      if (place < bound) each(this.#edges.targets[edge] as number, place, this.#edges.kinds[edge] as number)
    }
  }
}

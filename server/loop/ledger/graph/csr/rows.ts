import type { Edges } from './edges.ts'

/** Compressed sparse rows: what came out of node n stands from `offsets[n]` up to `offsets[n + 1]`, by place. */
export interface Rows {
  nodes: number
  /** How many edges of the log they hold. */
  edges: number
  offsets: Int32Array
  targets: Int32Array
  places: Int32Array
  kinds: Uint8Array
}

export const noRows: Rows = {
  ...{ nodes: 0, edges: 0, offsets: new Int32Array(1), targets: new Int32Array(0), places: new Int32Array(0) },
  kinds: new Uint8Array(0),
}

/** A counting sort by source: the edges of one source keep the order of the log. */
export function rowsOf(edges: Edges, nodes: number): Rows {
  const size = edges.length
  const offsets = offsetsOf(edges, nodes)
  const next = offsets.slice(0, nodes)
  const rows = { targets: new Int32Array(size), places: new Int32Array(size), kinds: new Uint8Array(size) }
  for (let edge = 0; edge < size; edge++) {
    const source = edges.sources[edge] as number
    const at = next[source] as number
    next[source] = at + 1
    rows.targets[at] = edges.targets[edge] as number
    rows.places[at] = edges.places[edge] as number
    rows.kinds[at] = edges.kinds[edge] as number
  }
  return { nodes, edges: size, offsets, ...rows }
}

function offsetsOf(edges: Edges, nodes: number): Int32Array<ArrayBuffer> {
  const offsets = new Int32Array(nodes + 1)
  for (let edge = 0; edge < edges.length; edge++) {
    const after = (edges.sources[edge] as number) + 1
    offsets[after] = (offsets[after] as number) + 1
  }
  for (let node = 0; node < nodes; node++) {
    offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number)
  }
  return offsets
}

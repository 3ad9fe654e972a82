import type { Graph } from './graph.ts'

/** What came out of something, by whatever way. Nodes, places and kinds are numbers. */
export interface Reach {
  reached: number
  /** Of the nodes reached that are entries, how many there are of each kind. */
  entriesByKind: Map<number, number>
  deepest: number
  /** The nearest of them, in the order they were met. */
  nearest: { node: number; depth: number }[]
}

/** Breadth first from all starts at once; the starts themselves are not counted. */
export function reachFrom(graph: Graph, starts: readonly number[], bound: number, limit: number): Reach {
  const seen = new Uint8Array(graph.nodes)
  const found: Reach = { reached: 0, entriesByKind: new Map(), deepest: 0, nearest: [] }
  const count = new Int32Array(256)
  let layer = [...starts]
  for (const start of starts) seen[start] = 1
  for (let depth = 1; layer.length > 0; depth++) {
    const next: number[] = []
    const meet = (target: number, _place: number, kind: number) => {
      if (seen[target] === 1) return
      seen[target] = 1
      next.push(target)
      if (graph.isEntry(target)) count[kind] = (count[kind] as number) + 1
      if (found.nearest.length < limit) found.nearest.push({ node: target, depth })
    }
    for (const node of layer) graph.from(node, bound, meet)
    if (next.length > 0) found.deepest = depth
    found.reached += next.length
    layer = next
  }
  for (const [kind, many] of count.entries()) if (many > 0) found.entriesByKind.set(kind, many)
  return found
}

export interface Step {
  source: number
  target: number
  place: number
}

/** A shortest way from any of the starts to any of the ends; empty when there is none. */
export function pathBetween(graph: Graph, starts: readonly number[], ends: readonly number[], bound: number): Step[] {
  const goals = new Set(ends)
  /** From which node each was met, and by what an entry at which place says; -1 where a way begins. */
  const via = new Int32Array(graph.nodes).fill(unmet)
  const places = new Int32Array(graph.nodes)
  for (const start of starts) via[start] = -1
  let met = starts.find((start) => goals.has(start)) ?? -1
  for (let layer = [...starts]; layer.length > 0 && met < 0; ) {
    const next: number[] = []
    for (const source of layer) {
      graph.from(source, bound, (target, place) => {
        if (via[target] !== unmet) return
        via[target] = source
        places[target] = place
        next.push(target)
        if (met < 0 && goals.has(target)) met = target
      })
    }
    layer = next
  }
  const steps: Step[] = []
  for (let target = met; target >= 0; target = via[target] as number) {
    const source = via[target] as number
    if (source >= 0) steps.unshift({ source, target, place: places[target] as number })
  }
  return steps
}

const unmet = -2

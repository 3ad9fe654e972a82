import { createHash } from 'node:crypto'
import { impactOf } from '../ask/impact.ts'
import { walkLineage } from '../ask/walk.ts'
import { askIndex, endIndex, useIndexOf } from '../csr/ask-index.ts'
import { fillGraph, type GraphSize, runLength } from './fill.ts'

export interface LineageBench {
  nodes: number
  edges: number
  /** Milliseconds of each walk of depth 2, up and down in turn. */
  walks: number[]
  /** Milliseconds of each question for the impact of the hot template, and how many nodes it reached. */
  impacts: number[]
  reached: number
  /** The index from nothing: reading and sorting, and what it takes then. */
  index: { ms: number; bytes: number }
  fillMs: number
}

const asked = 500
const impactsAsked = 40
const actor: Parameters<typeof walkLineage>[0] = { kind: 'system', name: 'worker' }

export const nodeDigest = (node: number) => createHash('sha256').update(`n${node}`).digest('hex')

/** The last of a run in the middle of the graph: what most lineages are asked of. */
export const lastOfRun = ({ templates, nodes }: GraphSize, run: number) => {
  const runs = Math.floor((nodes - templates) / runLength)
  return templates + (run % runs) * runLength + runLength - 1
}

/** Fills a database of its own and asks it. @param urls `app` is what this process's own database is, too */
export async function benchLineage(
  urls: { administrator: string; app: string },
  size: GraphSize,
): Promise<LineageBench> {
  const begun = performance.now()
  await fillGraph(urls.administrator, size)
  const fillMs = performance.now() - begun
  useIndexOf(urls.app)
  try {
    const walks = await timed(asked, async (n) => {
      const of = { sha256: nodeDigest(lastOfRun(size, n * 7_919)) }
      await walkLineage(actor, { of, direction: n % 2 === 0 ? 'up' : 'down', depth: 2 })
    })
    const bound = Math.floor((size.nodes - size.templates) / runLength)
    const { figures } = await askIndex({ ask: 'reach', starts: [0], bound, limit: 0 })
    let reached = 0
    const impacts = await timed(impactsAsked, async () => {
      reached = (await impactOf(actor, { of: { sha256: nodeDigest(0) } })).reached
    })
    const { nodes, edges, bytes, caughtUpMs } = figures
    return { nodes, edges, walks, impacts, reached, index: { ms: caughtUpMs, bytes }, fillMs }
  } finally {
    endIndex()
  }
}

/** Milliseconds of each call, after a tenth as many to warm up. */
export async function timed(many: number, one: (n: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  const warm = Math.ceil(many / 10)
  for (let n = 0; n < many + warm; n++) {
    const begun = performance.now()
    await one(n)
    if (n >= warm) times.push(performance.now() - begun)
  }
  return times
}

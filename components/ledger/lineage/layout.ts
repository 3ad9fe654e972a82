import ELK from 'elkjs/lib/elk-api.js'
import type { Arrow } from './sources.ts'

/** Every node is drawn in this size, so that it can be laid out before it is drawn. */
export const nodeSize = { width: 232, height: 68 } as const

export type Direction = 'RIGHT' | 'DOWN'

/** Where each entry stands, worked out beside the page so that it never stutters. @throws when the worker fails */
export async function layOut(
  ids: readonly string[],
  arrows: readonly Arrow[],
  direction: Direction,
): Promise<ReadonlyMap<string, { x: number; y: number }>> {
  const elk = new ELK({
    workerFactory: () => new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url)),
  })
  try {
    const { children = [] } = await elk.layout({
      id: 'lineage',
      layoutOptions: {
        'elk.algorithm': 'layered',
        'elk.direction': direction,
        'elk.spacing.nodeNode': '24',
        'elk.layered.spacing.nodeNodeBetweenLayers': '56',
        'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
        'elk.separateConnectedComponents': 'true',
      },
      children: ids.map((id) => ({ id, ...nodeSize })),
      edges: arrows.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
    })
    return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
  } finally {
    elk.terminateWorker()
  }
}

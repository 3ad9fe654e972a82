import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'
import type { Arrow } from './sources.ts'

/** Every node is drawn in this size, so that it can be laid out before it is drawn. */
export const nodeSize = { width: 232, height: 68 } as const

/** Where each entry stands, worked out beside the page so that it never stutters. @throws when the worker fails */
export async function layOut(
  ids: readonly string[],
  arrows: readonly Arrow[],
): Promise<ReadonlyMap<string, { x: number; y: number }>> {
  const worker = new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url))
  const elk = new ELK({ workerFactory: () => worker })
  try {
    const { children = [] } = await Promise.race([elk.layout(graphOf(ids, arrows)), failureOf(worker)])
    return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
  } finally {
    elk.terminateWorker()
  }
}

function graphOf(ids: readonly string[], arrows: readonly Arrow[]): ElkNode {
  return {
    id: 'lineage',
    layoutOptions,
    children: ids.map((id) => ({ id, ...nodeSize })),
    edges: arrows.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  }
}

const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '12',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
}

/** Without this a worker that does not load would leave the page waiting for ever. */
function failureOf(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'the layout worker failed')))
  })
}

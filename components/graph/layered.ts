import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'

/** What stands in the picture; its size is known before it is drawn. */
export interface Box {
  id: string
  width: number
  height: number
}

export interface Arrow {
  id: string
  from: string
  to: string
  label?: { text: string; width: number; height: number }
}

/** Where arrows lead. */
export type Direction = 'RIGHT' | 'DOWN'

export interface Graph {
  direction: Direction
  boxes: readonly Box[]
  arrows: readonly Arrow[]
  /** ELK's own, over those that every picture shares. */
  options: Readonly<Record<string, string>>
}

export interface Place {
  x: number
  y: number
  width: number
  height: number
}

export interface Layout {
  width: number
  height: number
  places: ReadonlyMap<string, Place>
}

/** How long a layout may take. When it elapses its worker is ended, and what says the same in words stands alone. */
export const layoutDeadlineMs = 5_000

const shared = { 'elk.algorithm': 'layered' }

/** Places every box, or rejects when the layout fails or is given up. The worker ends either way. */
export async function layOut(graph: Graph, newWorker: () => Worker, givenUp: AbortSignal): Promise<Layout> {
  const worker = newWorker()
  const elk = new ELK({ workerFactory: () => worker, algorithms: ['layered'] })
  const end = Promise.withResolvers<never>()
  givenUp.addEventListener('abort', () => end.reject(givenUp.reason), { once: true })
  // A worker that does not load would never answer.
  worker.addEventListener('error', ({ message }) => end.reject(new Error(message || 'the layout worker failed')))
  try {
    return read(await Promise.race([elk.layout(nodeOf(graph)), end.promise]))
  } finally {
    elk.terminateWorker()
  }
}

function nodeOf({ direction, boxes, arrows, options }: Graph): ElkNode {
  return {
    id: 'graph',
    layoutOptions: { ...shared, 'elk.direction': direction, ...options },
    children: boxes.map((box) => ({ ...box })),
    edges: arrows.map(({ id, from, to, label }) => ({
      ...{ id, sources: [from], targets: [to] },
      ...(label ? { labels: [{ ...label }] } : {}),
    })),
  }
}

function read({ width = 0, height = 0, children = [] }: ElkNode): Layout {
  const places = children.map(
    ({ id, x = 0, y = 0, width: wide = 0, height: high = 0 }) => [id, { x, y, width: wide, height: high }] as const,
  )
  return { width, height, places: new Map(places) }
}

import { useEffect, useState } from 'react'
import type { Direction, Graph, Layout } from './layered.ts'

export interface Laid {
  direction: Direction
  /** Null until the first is worked out; then the last one that was. */
  layout: Layout | null
  failed: boolean
}

/**
 * Where the boxes stand, worked out beside the page in a worker that is loaded when it is needed.
 * @param graphIn the graph, once its place in the page is known; another function is another graph
 */
export function useLayout(graphIn: () => Graph): Laid {
  const [laid, setLaid] = useState<Laid>({ direction: 'DOWN', layout: null, failed: false })
  useEffect(() => {
    const gone = new AbortController()
    const graph = graphIn()
    const show = (outcome: Pick<Laid, 'layout' | 'failed'>) => {
      if (!gone.signal.aborted) setLaid({ direction: graph.direction, ...outcome })
    }
    workOut(graph, gone.signal).then(
      (layout) => show({ layout, failed: false }),
      () => show({ layout: null, failed: true }),
    )
    return () => gone.abort()
  }, [graphIn])
  return laid
}

async function workOut(graph: Graph, gone: AbortSignal): Promise<Layout> {
  const { layOut, layoutDeadlineMs } = await import('./layered.ts')
  gone.throwIfAborted()
  return await layOut(graph, newWorker, AbortSignal.any([gone, AbortSignal.timeout(layoutDeadlineMs)]))
}

function newWorker(): Worker {
  return new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url), { name: 'layout' })
}

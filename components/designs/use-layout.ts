import { type RefObject, useEffect, useState } from 'react'
import type { Diagram } from './diagram.ts'
import type { Direction, Layout } from './diagram-layout.ts'

/** From this width on, a chain of boxes fits beside each other. The same as `@4xl` in the styles. */
const wideFrom = 896

interface Laid {
  direction: Direction
  layout: Layout | null
  failed: boolean
}

/** Where the parts stand, worked out beside the page in a worker that is loaded when it is needed. */
export function useLayout(diagram: Diagram, place: RefObject<HTMLElement | null>): Laid {
  const [laid, setLaid] = useState<Laid>({ direction: 'DOWN', layout: null, failed: false })
  useEffect(() => {
    const gone = new AbortController()
    const direction = (place.current?.clientWidth ?? 0) >= wideFrom ? 'RIGHT' : 'DOWN'
    const show = (outcome: Pick<Laid, 'layout' | 'failed'>) => {
      if (!gone.signal.aborted) setLaid({ direction, ...outcome })
    }
    draw(diagram, direction, gone.signal).then(
      (layout) => show({ layout, failed: false }),
      () => show({ layout: null, failed: true }),
    )
    return () => gone.abort()
  }, [diagram, place])
  return laid
}

async function draw(diagram: Diagram, direction: Direction, gone: AbortSignal): Promise<Layout> {
  const { layOut, layoutDeadlineMs } = await import('./diagram-layout.ts')
  gone.throwIfAborted()
  return await layOut(diagram, direction, newWorker, AbortSignal.any([gone, AbortSignal.timeout(layoutDeadlineMs)]))
}

function newWorker(): Worker {
  return new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url), { name: 'layout' })
}

import { type RefObject, useCallback, useMemo } from 'react'
import type { Direction, Layout } from '#components/graph/layered.ts'
import { useLayout as useGraphLayout } from '#components/graph/use-layout.ts'
import type { Diagram } from './diagram.ts'
import { graphOf, withRows } from './diagram-layout.ts'

/** From this width on, a chain of boxes fits beside each other. The same as `@4xl` in the styles. */
const wideFrom = 896

interface Laid {
  direction: Direction
  layout: Layout | null
  failed: boolean
}

/** Where the parts of a design stand, in the direction that fits the place they are drawn in. */
export function useLayout(diagram: Diagram, place: RefObject<HTMLElement | null>): Laid {
  const graph = useCallback(
    () => graphOf(diagram, (place.current?.clientWidth ?? 0) >= wideFrom ? 'RIGHT' : 'DOWN'),
    [diagram, place],
  )
  const { layout, direction, failed } = useGraphLayout(graph)
  const whole = useMemo(() => layout && withRows(diagram, layout), [diagram, layout])
  return { direction, layout: whole, failed }
}

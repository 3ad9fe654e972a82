import { type Edge, type Node, type NodeTypes, ReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Layout } from '#components/graph/layered.ts'
import * as en from '#components/messages/en.ts'
import { openingZoom, scrollTo, uncut } from './opening.ts'
import { useDragging } from './use-dragging.ts'
import { ZoomButtons } from './zoom-buttons.tsx'

const words = en.ledger

interface Drawn {
  nodes: Node[]
  edges: Edge[]
  nodeTypes: NodeTypes
  layout: Layout
  /** Stands in the middle when it opens. */
  focusId: string | null
  label: string
  said: string
}

/** A picture that can be read: at most as high as the window, and scrolled as any other page where it is larger than its place. */
export function Canvas({ nodes, edges, nodeTypes, layout, focusId, label, said }: Drawn) {
  const place = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useOpening(place, layout, focusId)
  const dragging = useDragging()
  const fit = () => setZoom((place.current?.clientWidth ?? layout.width) / layout.width)
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-5 py-2">
        <p aria-live="polite" className="min-w-0 flex-1 basis-64 text-small text-muted">
          {said}
        </p>
        <ZoomButtons zoom={zoom} onZoom={setZoom} onFit={fit} />
      </div>
      <section
        ref={place}
        aria-label={words.graphPlace}
        {...dragging}
        className="lineage-graph max-h-[80dvh] cursor-grab overflow-auto rounded-b-panel active:cursor-grabbing"
      >
        <div className="mx-auto" style={{ width: layout.width * zoom, height: layout.height * zoom }}>
          <ReactFlow
            {...still}
            viewport={{ x: 0, y: 0, zoom }}
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            aria-label={label}
          />
        </div>
      </section>
    </>
  )
}

/** The zoom it opens with, once its place is known, and what it opens at in the middle. */
function useOpening(place: RefObject<HTMLDivElement | null>, layout: Layout, focusId: string | null) {
  const [zoom, setZoom] = useState(1)
  const opened = useRef(false)
  useEffect(() => {
    const { current } = place
    const focus = layout.places.get(focusId ?? '')
    if (!current || opened.current) return
    opened.current = true
    const opening = openingZoom(current.clientWidth, layout.width)
    setZoom(opening)
    if (!focus) return
    requestAnimationFrame(() => {
      current.scrollLeft = scrollTo(focus.x + focus.width / 2, opening, current.clientWidth)
      const middle = scrollTo(focus.y + focus.height / 2, opening, current.clientHeight)
      current.scrollTop = uncut(middle, layout.places.values(), opening)
    })
  }, [place, layout, focusId])
  return [zoom, setZoom] as const
}

/** Looked at, never changed; what moves it is the place it scrolls in. */
const still = {
  minZoom: 0.1,
  maxZoom: 2,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  panOnDrag: false,
  zoomOnScroll: false,
  zoomOnPinch: false,
  zoomOnDoubleClick: false,
  preventScrolling: false,
  proOptions: { hideAttribution: true },
} as const

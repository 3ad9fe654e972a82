'use client'
import '@xyflow/react/dist/base.css'
import './graph.css'
import { type Edge, MarkerType, Position, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { en } from '#components/messages/en.ts'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { type EntryNode, entryNodeTypes } from './entry-node.tsx'
import { nodeSize } from './layout.ts'
import { drawingOf } from './sources.ts'
import { type Places, useLayout } from './use-layout.ts'
import { ZoomButtons } from './zoom-buttons.tsx'

const words = en.ledger

/** Drawn in the browser only: positions need a worker, and the table says the same without one. */
export function LineageGraph({ lineage }: { lineage: LineageView }) {
  const places = useLayout(lineage)
  const drawing = useMemo(() => drawingOf(lineage), [lineage])
  const nodes = useMemo(
    () => (places && places !== 'failed' ? nodesOf(drawing.entries, places) : []),
    [drawing, places],
  )
  const edges = useMemo(() => edgesOf(drawing), [drawing])
  if (places === null) return <p className="h-[80dvh] px-5 py-4 text-muted">{words.graphDrawing}</p>
  if (places === 'failed') return <p className="px-5 py-4 text-muted">{words.graphFailed}</p>
  return (
    <>
      {drawing.entries.length < lineage.entries.length && (
        <Said>{words.graphCapped(drawing.entries.length, lineage.entries.length)}</Said>
      )}
      <Said>{edges.length === 0 ? words.graphNoLinks : words.graphReduced}</Said>
      <div className="lineage-graph h-[80dvh] min-h-96 overflow-hidden rounded-b-panel">
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={entryNodeTypes}
          aria-label={words.graphLabel(drawing.entries.length, edges.length)}
          fitView
          fitViewOptions={{ maxZoom: 1, minZoom: 0.5 }}
          minZoom={0.1}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          zoomOnScroll={false}
          preventScrolling={false}
        >
          <ZoomButtons />
        </ReactFlow>
      </div>
    </>
  )
}

function Said({ children }: { children: string }) {
  return <p className="border-b border-line px-5 py-2.5 text-small text-muted">{children}</p>
}

type Drawing = ReturnType<typeof drawingOf>

function nodesOf(entries: Drawing['entries'], places: Places): EntryNode[] {
  const sides = { sourcePosition: Position.Right, targetPosition: Position.Left }
  return entries.flatMap((entry) => {
    const position = places.get(entry.entryId)
    return position
      ? [
          {
            id: entry.entryId,
            type: 'entry' as const,
            position,
            ...nodeSize,
            ...sides,
            data: { entry },
          },
        ]
      : []
  })
}

function edgesOf({ entries, arrows }: Drawing): Edge[] {
  const broken = new Set(entries.filter(({ seal }) => seal === 'broken').map(({ entryId }) => entryId))
  return arrows.map(({ id, from, to }) => ({
    id,
    source: from,
    target: to,
    className: broken.has(from) || broken.has(to) ? 'lineage-broken' : '',
    markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)' },
  }))
}

'use client'
import '@xyflow/react/dist/base.css'
import './graph.css'
import { type Edge, MarkerType, Position, ReactFlow } from '@xyflow/react'
import { useCallback, useMemo, useState } from 'react'
import type { Layout } from '#components/graph/layered.ts'
import { useLayout } from '#components/graph/use-layout.ts'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import type { LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { entrySize, foldSize, graphOf } from './boxes.ts'
import { type Drawing, drawingOf, type Opened, shownAlike } from './drawing.ts'
import { type EntryNode, EntryNodeView } from './entry-node.tsx'
import { type FoldNode, FoldNodeView } from './fold-node.tsx'
import { ZoomButtons } from './zoom-buttons.tsx'

const words = en.ledger

const nodeTypes = { entry: EntryNodeView, fold: FoldNodeView }

/** Drawn in the browser only: positions need a worker, and the table says the same without one. */
export function LineageGraph({ lineage }: { lineage: LineageView }) {
  const [attempt, setAttempt] = useState(1)
  return <Picture key={attempt} lineage={lineage} onAgain={() => setAttempt(attempt + 1)} />
}

function Picture({ lineage, onAgain }: { lineage: LineageView; onAgain: () => void }) {
  const [opened, setOpened] = useState<Opened>(new Map())
  const open = useCallback(
    (id: string) => setOpened((before) => new Map(before).set(id, (before.get(id) ?? 0) + shownAlike)),
    [],
  )
  const drawing = useMemo(() => drawingOf(lineage, opened), [lineage, opened])
  const { layout, failed } = useLayout(useCallback(() => graphOf(drawing), [drawing]))
  const nodes = useMemo(() => (layout ? nodesOf(drawing, layout, open) : []), [drawing, layout, open])
  const edges = useMemo(() => edgesOf(drawing), [drawing])
  if (failed) return <NotDrawn onAgain={onAgain} />
  if (layout === null) return <p className="h-[80dvh] px-5 py-4 text-muted">{words.graphDrawing}</p>
  return (
    <>
      <Shown drawing={drawing} total={lineage.entries.length} />
      <div className="lineage-graph h-[80dvh] min-h-96 overflow-hidden rounded-b-panel">
        <ReactFlow
          {...still}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          aria-label={words.graphLabel(drawing.entries.length, edges.length)}
        >
          <ZoomButtons />
        </ReactFlow>
      </div>
    </>
  )
}

function NotDrawn({ onAgain }: { onAgain: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4 text-muted">
      <p aria-live="polite">{words.graphFailed}</p>
      <Button onClick={onAgain}>{words.graphAgain}</Button>
    </div>
  )
}

/** Looked at, never changed. The wheel scrolls the page and not the picture. */
const still = {
  fitView: true,
  fitViewOptions: { maxZoom: 1, minZoom: 0.5 },
  minZoom: 0.1,
  maxZoom: 2,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  zoomOnScroll: false,
  preventScrolling: false,
} as const

/** How much of it is drawn, and how to see the rest. */
function Shown({ drawing: { entries, folds, arrows }, total }: { drawing: Drawing; total: number }) {
  const hidden = folds.reduce((sum, fold) => sum + fold.hidden, 0)
  const said = [
    entries.length < total && words.graphShown(entries.length, total),
    hidden > 0 && words.graphFolded,
    entries.length + hidden < total && words.graphCapped,
    arrows.length === 0 ? words.graphNoLinks : words.graphReduced,
  ]
  return (
    <p aria-live="polite" className="border-b border-line px-5 py-2.5 text-small text-muted">
      {said.filter(Boolean).join(' ')}
    </p>
  )
}

const sides = { sourcePosition: Position.Right, targetPosition: Position.Left }

function nodesOf({ entries, folds }: Drawing, { places }: Layout, onOpen: (id: string) => void) {
  const drawn: (EntryNode | FoldNode)[] = [
    ...entries.map((entry) => ({ ...at(entry.entryId), ...entrySize, type: 'entry' as const, data: { entry } })),
    ...folds.map((fold) => ({ ...at(fold.id), ...foldSize, type: 'fold' as const, data: { fold, onOpen } })),
  ]
  return drawn.flatMap((node) => {
    const place = places.get(node.id)
    return place ? [{ ...node, ...sides, position: { x: place.x, y: place.y } }] : []
  })
}

const at = (id: string) => ({ id, position: { x: 0, y: 0 } })

function edgesOf({ entries, arrows }: Drawing): Edge[] {
  const broken = new Set(entries.filter(({ seal }) => seal === 'broken').map(({ entryId }) => entryId))
  return arrows.map(({ id, from, to }) => {
    const bad = broken.has(from) || broken.has(to)
    const markerEnd = { type: MarkerType.ArrowClosed, color: bad ? 'var(--bad)' : 'var(--line-strong)' }
    return { id, source: from, target: to, className: bad ? 'lineage-broken' : '', markerEnd }
  })
}

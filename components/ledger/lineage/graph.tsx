'use client'
import '@xyflow/react/dist/base.css'
import './graph.css'
import { type Edge, MarkerType, Position } from '@xyflow/react'
import { useCallback, useMemo, useState } from 'react'
import type { Layout } from '#components/graph/layered.ts'
import { useLayout } from '#components/graph/use-layout.ts'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { entrySize, foldSize, graphOf } from './boxes.ts'
import { Canvas } from './canvas.tsx'
import { type Drawing, drawingOf, type Opened, shownAlike } from './drawing.ts'
import { type EntryNode, EntryNodeView } from './entry-node.tsx'
import { type FoldNode, FoldNodeView } from './fold-node.tsx'

const words = en.ledger

const nodeTypes = { entry: EntryNodeView, fold: FoldNodeView }

interface Drawn {
  /** What is near enough to be drawn. */
  lineage: LineageView
  /** Entries of the whole lineage, near or not. */
  total: number
  focus: LineageEntry | null
}

/** Drawn in the browser only: positions need a worker, and the table says the same without one. */
export function LineageGraph(drawn: Drawn) {
  const [attempt, setAttempt] = useState(1)
  return <Picture key={attempt} {...drawn} onAgain={() => setAttempt(attempt + 1)} />
}

function Picture({ lineage, total, focus, onAgain }: Drawn & { onAgain: () => void }) {
  const [opened, setOpened] = useState<Opened>(new Map())
  const open = useCallback(
    (id: string) => setOpened((before) => new Map(before).set(id, (before.get(id) ?? 0) + shownAlike)),
    [],
  )
  const drawing = useMemo(() => drawingOf(lineage, opened), [lineage, opened])
  const { layout, failed } = useLayout(useCallback(() => graphOf(drawing), [drawing]))
  const focusId = focus?.entryId ?? null
  const nodes = useMemo(
    () => (layout ? nodesOf({ drawing, layout, focusId, onOpen: open }) : []),
    [drawing, layout, focusId, open],
  )
  const edges = useMemo(() => edgesOf(drawing), [drawing])
  if (failed) return <NotDrawn onAgain={onAgain} />
  if (layout === null) return <p className="h-[80dvh] px-5 py-4 text-muted">{words.graphDrawing}</p>
  return (
    <Canvas
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      layout={layout}
      focusId={focusId}
      label={words.graphLabel(drawing.entries.length, edges.length)}
      said={saidOf(drawing, lineage.entries.length, total)}
    />
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

/** How much of it is drawn, and how to see the rest. @param near how much is near enough @param total how much there is */
function saidOf({ entries, folds, arrows }: Drawing, near: number, total: number): string {
  const hidden = folds.reduce((sum, fold) => sum + fold.hidden, 0)
  const said = [
    entries.length < total && words.graphShown(entries.length, total),
    near < total && words.graphNear,
    hidden > 0 && words.graphFolded,
    entries.length + hidden < near && words.graphCapped,
    arrows.length === 0 ? words.graphNoLinks : words.graphReduced,
  ]
  return said.filter(Boolean).join(' ')
}

const sides = { sourcePosition: Position.Right, targetPosition: Position.Left }

interface Placing {
  drawing: Drawing
  layout: Layout
  focusId: string | null
  onOpen: (id: string) => void
}

function nodesOf({ drawing: { entries, folds }, layout: { places }, focusId, onOpen }: Placing) {
  const drawn: (EntryNode | FoldNode)[] = [
    ...entries.map((entry) => {
      const data = { entry, here: entry.entryId === focusId }
      return { ...at(entry.entryId), ...entrySize, type: 'entry' as const, data }
    }),
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

'use client'
import '@xyflow/react/dist/base.css'
import './diagram.css'
import { type Edge, MarkerType, type Node, ReactFlow } from '@xyflow/react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { Direction, Layout } from '#components/graph/layered.ts'
import { en } from '#components/messages/en.ts'
import type { Diagram } from './diagram.ts'
import { PartNode } from './diagram-node.tsx'
import { type Step, step, walkOf } from './diagram-walk.ts'

const words = en.designs

const nodeTypes = { part: PartNode }

const steps: Record<Direction, Record<string, Step>> = {
  RIGHT: { ArrowRight: 'out', ArrowLeft: 'in', ArrowDown: 'after', ArrowUp: 'before' },
  DOWN: { ArrowDown: 'out', ArrowUp: 'in', ArrowRight: 'after', ArrowLeft: 'before' },
}

interface Drawn {
  diagram: Diagram
  layout: Layout
  direction: Direction
}

/** The picture at its own size, so that its letters can be read; where it is wider than its place, it scrolls. */
export default function DiagramCanvas(drawn: Drawn) {
  const { layout, direction } = drawn
  const { at, said, onKeyDown, leave } = useWalking(drawn)
  const nodes = useMemo(() => nodesOf(drawn, at), [drawn, at])
  const edges = useMemo(() => edgesOf(drawn.diagram), [drawn.diagram])
  return (
    <div>
      <div className="overflow-x-auto">
        <div className="mx-auto" style={{ width: layout.width, height: layout.height }}>
          <ReactFlow
            {...still}
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            tabIndex={0}
            aria-label={`${words.diagram}. ${words.keys[direction]}`}
            onKeyDown={onKeyDown}
            onBlur={leave}
          />
        </div>
      </div>
      <p className="mt-2 text-small text-muted">{words.keys[direction]}</p>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  )
}

/** Read only: nothing in it takes focus, moves or scrolls by itself. */
const still = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  panOnDrag: false,
  zoomOnScroll: false,
  zoomOnPinch: false,
  zoomOnDoubleClick: false,
  preventScrolling: false,
  disableKeyboardA11y: true,
  proOptions: { hideAttribution: true },
} as const

function useWalking({ diagram, direction }: Drawn) {
  const walk = useMemo(() => walkOf(diagram), [diagram])
  const [at, setAt] = useState<string | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const taken = steps[direction][event.key]
    if (!taken || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = at === null ? walk.first : step(walk, at, taken)
    setAt(next)
    if (next) event.currentTarget.querySelector(`[data-id="${CSS.escape(next)}"]`)?.scrollIntoView(nearest)
  }
  return { at, said: at === null ? '' : sentenceOf(diagram, at), onKeyDown, leave: () => setAt(null) }
}

const nearest = { block: 'nearest', inline: 'nearest' } as const

function sentenceOf({ parts, links }: Diagram, id: string): string {
  const nameOf = (of: string | null) => parts.find((part) => part.id === of)?.name ?? ''
  const part = parts.find((each) => each.id === id)
  if (!part) return ''
  return [
    `${part.name}, ${words.kinds[part.kind]}`,
    part.within && words.inside(nameOf(part.within)),
    ...links.filter(({ to }) => to === id).map(({ from, protocol }) => words.reached(nameOf(from), protocol)),
    ...links.filter(({ from }) => from === id).map(({ to, protocol }) => words.reaches(nameOf(to), protocol)),
  ]
    .filter(Boolean)
    .join('. ')
}

function nodesOf({ diagram, layout, direction }: Drawn, at: string | null): Node[] {
  return diagram.parts.flatMap((part) => {
    const place = layout.places.get(part.id)
    if (!place) return []
    const { x, y, width, height } = place
    return [
      {
        ...{ id: part.id, type: 'part', position: { x, y }, width, height },
        ...(part.within === null ? {} : { parentId: part.within }),
        ...{ ariaRole: 'group' as const, ariaLabel: `${part.name}, ${words.kinds[part.kind]}` },
        data: { part, direction, here: part.id === at },
      },
    ]
  })
}

function edgesOf({ parts, links }: Diagram): Edge[] {
  const nameOf = (id: string) => parts.find((part) => part.id === id)?.name ?? id
  return links.map(({ id, from, to, protocol }) => ({
    ...{ id, source: from, target: to, type: 'smoothstep', label: protocol },
    ariaLabel: words.arrow(nameOf(from), nameOf(to), protocol),
    markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)', width: 16, height: 16 },
  }))
}

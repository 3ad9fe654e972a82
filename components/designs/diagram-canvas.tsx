'use client'
import '@xyflow/react/dist/base.css'
import './diagram.css'
import { type Edge, MarkerType, type Node, ReactFlow } from '@xyflow/react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import type { Direction, Layout } from '#components/graph/layered.ts'
import * as en from '#components/messages/en.ts'
import type { Diagram } from './diagram.ts'
import { PartNode } from './diagram-node.tsx'
import { type Step, step, walkOf } from './diagram-walk.ts'

const words = en.designs

const nodeTypes = { part: PartNode }

const steps: Record<Direction, Record<string, Step>> = {
  RIGHT: { ArrowRight: 'out', ArrowLeft: 'in', ArrowDown: 'after', ArrowUp: 'before' },
  DOWN: { ArrowDown: 'out', ArrowUp: 'in', ArrowRight: 'after', ArrowLeft: 'before' },
}

/** What an editor adds to the picture: which part is chosen, what is marked, and keys for what is chosen. */
export interface Edited {
  chosen: string | null
  choose(id: string): void
  onKeyDown(event: KeyboardEvent): void
  /** Beside a part, and in words for its name. */
  marks: ReadonlyMap<string, { shown: ReactNode; words: readonly string[] }>
}

interface Drawn {
  diagram: Diagram
  layout: Layout
  direction: Direction
  edited?: Edited | undefined
}

/** The picture at its own size, so that its letters can be read; where it is wider than its place, it scrolls. */
export default function DiagramCanvas(drawn: Drawn) {
  const { layout, direction, edited } = drawn
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
            data-home={edited && true}
            onKeyDown={onKeyDown}
            onBlur={leave}
            onNodeClick={edited ? (_event, { id }) => edited.choose(id) : undefined}
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

/** Where one is in the picture: where one walked to, or in an editor, what is chosen. */
function useWalking({ diagram, direction, edited }: Drawn) {
  const walk = useMemo(() => walkOf(diagram), [diagram])
  const [walked, setWalked] = useState<string | null>(null)
  const chosen = diagram.parts.some(({ id }) => id === edited?.chosen) ? (edited?.chosen ?? null) : null
  const at = edited ? chosen : walked
  const onKeyDown = (event: KeyboardEvent) => {
    const taken = steps[direction][event.key]
    if (!taken || event.altKey || event.ctrlKey || event.metaKey) return edited?.onKeyDown(event)
    event.preventDefault()
    const next = at === null ? walk.first : step(walk, at, taken)
    setWalked(next)
    if (!next) return
    edited?.choose(next)
    event.currentTarget.querySelector(`[data-id="${CSS.escape(next)}"]`)?.scrollIntoView(nearest)
  }
  const said = walked === null || at === null ? '' : sentenceOf(diagram, at, edited)
  return { at, said, onKeyDown, leave: () => setWalked(null) }
}

const nearest = { block: 'nearest', inline: 'nearest' } as const

function sentenceOf({ parts, links }: Diagram, id: string, edited: Edited | undefined): string {
  const nameOf = (of: string | null) => parts.find((part) => part.id === of)?.name ?? ''
  const part = parts.find((each) => each.id === id)
  if (!part) return ''
  return [
    `${part.name}, ${words.kinds[part.kind]}`,
    part.within && words.inside(nameOf(part.within)),
    ...links.filter(({ to }) => to === id).map(({ from, protocol }) => words.reached(nameOf(from), protocol)),
    ...links.filter(({ from }) => from === id).map(({ to, protocol }) => words.reaches(nameOf(to), protocol)),
    ...(edited?.marks.get(id)?.words ?? []),
  ]
    .filter(Boolean)
    .join('. ')
}

function nodesOf({ diagram, layout, direction, edited }: Drawn, at: string | null): Node[] {
  return diagram.parts.flatMap((part) => {
    const place = layout.places.get(part.id)
    // What was just added has no place yet, and neither has what stands in it.
    if (!place || (part.within !== null && !layout.places.has(part.within))) return []
    const { x, y, width, height } = place
    const mark = edited?.marks.get(part.id)
    return [
      {
        ...{ id: part.id, type: 'part', position: { x, y }, width, height },
        ...(part.within === null ? {} : { parentId: part.within }),
        ariaRole: 'group' as const,
        ariaLabel: [part.name, words.kinds[part.kind], ...(mark?.words ?? [])].join(', '),
        data: { part, direction, here: part.id === at, mark: mark?.shown },
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

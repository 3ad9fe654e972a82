import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { ReactNode } from 'react'
import type { Direction } from '#components/graph/layered.ts'
import * as en from '#components/messages/en.ts'
import type { Part } from './diagram.ts'
import { PartIcon } from './part-icon.tsx'

export type PartNodeType = Node<{ part: Part; direction: Direction; here: boolean; mark: ReactNode }>

const ends = {
  RIGHT: { target: Position.Left, source: Position.Right },
  DOWN: { target: Position.Top, source: Position.Bottom },
} as const

/** A component is a box with room for what it holds; an operation or an entity is a row. */
export function PartNode({ data: { part, direction, here, mark } }: NodeProps<PartNodeType>) {
  const { target, source } = ends[direction]
  return (
    <div data-here={here || undefined} data-kind={part.kind} className="design-part">
      <Handle type="target" position={target} isConnectable={false} />
      {isRow(part) ? <Row part={part} /> : <Head part={part} mark={mark} />}
      <Handle type="source" position={source} isConnectable={false} />
    </div>
  )
}

function isRow({ kind }: Part): boolean {
  return kind === 'operation' || kind === 'entity'
}

function Row({ part }: { part: Part }) {
  return (
    <div className="flex h-full min-h-7 items-center gap-2 px-2 text-micro">
      <PartIcon kind={part.kind} className="size-3.5 shrink-0 text-faint" />
      <code className="truncate" title={part.name}>
        {part.name}
      </code>
    </div>
  )
}

function Head({ part, mark }: { part: Part; mark: ReactNode }) {
  return (
    <div className="flex h-14 items-center gap-2.5 px-3">
      <PartIcon kind={part.kind} className="size-5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-small font-medium" title={part.name}>
          {part.name}
        </p>
        <p className="text-micro text-muted">{en.designs.kinds[part.kind]}</p>
      </div>
      {mark}
    </div>
  )
}

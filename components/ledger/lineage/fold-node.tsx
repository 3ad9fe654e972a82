import { Handle, type Node, type NodeProps } from '@xyflow/react'
import { ListPlus } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { type Fold, shownAlike } from './drawing.ts'

const words = en.ledger

export type FoldNode = Node<{ fold: Fold; onOpen: (id: string) => void }, 'fold'>

/** Entries alike that are not drawn; a press draws the next of them. */
export function FoldNodeView({ data: { fold, onOpen }, sourcePosition, targetPosition }: NodeProps<FoldNode>) {
  const next = Math.min(shownAlike, fold.hidden)
  return (
    <>
      {targetPosition && <Handle type="target" position={targetPosition} isConnectable={false} />}
      <button
        type="button"
        onClick={() => onOpen(fold.id)}
        aria-label={words.foldLabel(fold.hidden, words.nouns[fold.kind], next)}
        className="pointer-events-auto flex size-full items-center gap-2.5 rounded-control border border-dashed border-line-strong bg-sunken px-3 text-left text-small text-muted hover:border-accent hover:text-ink"
      >
        <ListPlus aria-hidden className="size-4 shrink-0" />
        <span className="truncate">
          {words.fold(fold.hidden)} {words.nouns[fold.kind]}
        </span>
      </button>
      {sourcePosition && <Handle type="source" position={sourcePosition} isConnectable={false} />}
    </>
  )
}

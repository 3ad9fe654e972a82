import { Handle, type Node, type NodeProps, useReactFlow } from '@xyflow/react'
import { Link2Off } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import type { LineageEntry } from '#server/loop/ledger/browse/vocabulary.ts'
import { KindIcon } from '../kind-icon.tsx'
import { entrySize } from './boxes.ts'

const words = en.ledger

export type EntryNode = Node<{ entry: LineageEntry }, 'entry'>

/** One entry; a link to it. Focus brings it into view, so that the keyboard can walk the graph. */
export function EntryNodeView({ data: { entry }, sourcePosition, targetPosition, ...at }: NodeProps<EntryNode>) {
  const { setCenter, getZoom } = useReactFlow()
  const center = () =>
    void setCenter(at.positionAbsoluteX + entrySize.width / 2, at.positionAbsoluteY + entrySize.height / 2, {
      zoom: getZoom(),
    })
  const broken = entry.seal === 'broken'
  return (
    <>
      {targetPosition && <Handle type="target" position={targetPosition} isConnectable={false} />}
      <Link
        href={`/ledger/${entry.entryId}`}
        title={entry.fault ? words.faults[entry.fault] : undefined}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && center()}
        data-tone={broken ? 'bad' : undefined}
        className={classes(
          'nopan pointer-events-auto flex size-full items-center gap-3 rounded-control border px-3 text-left',
          broken ? 'toned border-2 border-dashed' : 'border-line bg-surface hover:border-line-strong',
          entry.seal === 'waiting' && 'border-dashed',
        )}
      >
        {broken ? (
          <Link2Off aria-hidden className="size-5 shrink-0" />
        ) : (
          <KindIcon kind={entry.kind} className="size-5 shrink-0 text-muted" />
        )}
        <span className="min-w-0">
          <span className="block truncate font-medium text-ink">{words.kinds[entry.kind]}</span>
          <span className="block truncate text-small text-muted">
            {entry.fault && `${words.faultNames[entry.fault]}, `}
            <code>{entry.kind}</code> {entry.index !== null && words.number(entry.index)}
            {entry.seal === 'waiting' && `, ${words.seals.waiting}`}
          </span>
        </span>
      </Link>
      {sourcePosition && <Handle type="source" position={sourcePosition} isConnectable={false} />}
    </>
  )
}

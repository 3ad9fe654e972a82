import { Handle, type Node, type NodeProps } from '@xyflow/react'
import { Link2Off } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import type { LineageEntry } from '#server/loop/ledger/browse/vocabulary.ts'
import { KindIcon } from '../kind-icon.tsx'

const words = en.ledger

export type EntryNode = Node<{ entry: LineageEntry; here: boolean }, 'entry'>

/** One entry; a link to it. The one the drawing begins at has a frame of its own. */
export function EntryNodeView({ data: { entry, here }, sourcePosition, targetPosition }: NodeProps<EntryNode>) {
  const broken = entry.seal === 'broken'
  return (
    <>
      {targetPosition && <Handle type="target" position={targetPosition} isConnectable={false} />}
      <Link
        href={`/ledger/${entry.entryId}`}
        prefetch={false}
        title={entry.fault ? words.faults[entry.fault] : undefined}
        aria-current={here ? 'true' : undefined}
        data-tone={broken ? 'bad' : undefined}
        className={classes(
          'pointer-events-auto flex size-full scroll-m-12 items-center gap-3 rounded-control border px-3 text-left',
          broken ? 'toned border-2 border-dashed' : 'border-line bg-surface hover:border-line-strong',
          here && !broken && 'border-accent ring-1 ring-accent',
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
            {words.nouns[entry.kind]} {entry.index !== null && words.number(entry.index)}
            {entry.seal === 'waiting' && `, ${words.seals.waiting}`}
          </span>
        </span>
      </Link>
      {sourcePosition && <Handle type="source" position={sourcePosition} isConnectable={false} />}
    </>
  )
}

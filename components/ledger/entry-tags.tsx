import { CircleCheck, CircleDashed, FileText, Link2Off } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import type { EntryLine, Seal } from '#server/loop/ledger/browse/vocabulary.ts'

const words = en.ledger

/** Its number in the tree, or that it waits for one. */
export function PlaceTag({ index }: Pick<EntryLine, 'index'>) {
  if (index === null) {
    return (
      <Tag tone="note" icon={CircleDashed} moving>
        {words.waiting}
      </Tag>
    )
  }
  return <code className="text-small text-muted">{words.number(index)}</code>
}

const seals = {
  sealed: { tone: 'good', icon: CircleCheck },
  waiting: { tone: 'note', icon: CircleDashed },
  broken: { tone: 'bad', icon: Link2Off },
} as const

export function SealTag({ seal }: { seal: Seal }) {
  return <Tag {...seals[seal]}>{words.seals[seal]}</Tag>
}

/** Said wherever invented people or a scripted stand-in took part. */
export function MarkTags({ practice, scripted }: Pick<EntryLine, 'practice' | 'scripted'>) {
  return (
    <>
      {practice && <Tag tone="quiet">{words.practice}</Tag>}
      {scripted && (
        <Tag tone="quiet" icon={FileText}>
          {words.scripted}
        </Tag>
      )}
    </>
  )
}

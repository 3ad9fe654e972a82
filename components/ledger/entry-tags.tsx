import { Anchor, CircleCheck, CircleDashed, Eye, FileText, Link2Off, ListTree } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import type { EntryLine, Seal } from '#server/loop/ledger/browse/vocabulary.ts'
import type { Grade } from '#server/loop/ledger/vocabulary.ts'

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

const gradeLooks = {
  pending: { tone: 'note', icon: CircleDashed },
  sequenced: { tone: 'quiet', icon: ListTree },
  witnessedLocally: { tone: 'quiet', icon: Eye },
  witnessed: { tone: 'good', icon: Eye },
  anchored: { tone: 'good', icon: Anchor },
} as const

/** How far an entry is proved. */
export function GradeTag({ grade }: { grade: Grade }) {
  return <Tag {...gradeLooks[grade]}>{words.grades[grade]}</Tag>
}

/** The same in a list, where every line has one; that it waits is said by its place already. */
export function GradeNote({ grade }: { grade: Grade }) {
  return grade !== 'pending' && <>, {words.grades[grade].toLowerCase()}</>
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

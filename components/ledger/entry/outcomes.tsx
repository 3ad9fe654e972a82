import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag, type Tone } from '#components/ui/tag.tsx'

const words = en.ledger

/** How a check came out. */
export const outcomes = {
  checking: { tone: 'quiet', icon: CircleDashed, word: words.checking },
  passed: { tone: 'good', icon: CircleCheck, word: words.passed },
  failed: { tone: 'bad', icon: CircleX, word: words.failed },
  notMade: { tone: 'quiet', icon: CircleAlert, word: words.notMade },
  later: { tone: 'note', icon: CircleDashed, word: words.waiting },
  unable: { tone: 'quiet', icon: CircleAlert, word: words.checkUnable },
} as const

export function CheckTag({ tone, icon, word }: { tone: Tone; icon: LucideIcon; word: string }) {
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  )
}

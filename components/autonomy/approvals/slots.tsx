import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { roleName } from '#components/people/role-name.ts'
import { Moment } from '#components/ui/moment.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'

const words = en.approvals

const looks = {
  waiting: { tone: 'quiet', icon: CircleDashed, word: words.slotWaiting },
  signed: { tone: 'good', icon: CircleCheck, word: words.slotSigned },
  declined: { tone: 'bad', icon: CircleX, word: words.slotDeclined },
} as const

/** Who must sign, and who has. */
export function Slots({ slots }: { slots: RequestView['slots'] }) {
  return (
    <ul className="grid gap-2">
      {slots.map((slot) => {
        const { tone, icon, word } = looks[slot.state as keyof typeof looks] ?? looks.waiting
        return (
          <li key={slot.role} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="w-44 font-medium">{roleName(slot.role)}</span>
            <Tag tone={tone} icon={icon}>
              {word}
            </Tag>
            {slot.personId && (
              <span className="text-small text-muted">
                {en.changes.byWord} <PersonName id={slot.personId} />
                {slot.decidedAt && (
                  <>
                    , <Moment at={slot.decidedAt} />
                  </>
                )}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

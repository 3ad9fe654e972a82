'use client'
import { CircleCheck, CircleDashed, CircleSlash, Eraser } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { RemovalLine } from '#server/retention/vocabulary.ts'
import { Decide } from './decide.tsx'

const words = en.privacy

const looks = {
  requested: { tone: 'warn', icon: CircleDashed },
  withdrawn: { tone: 'quiet', icon: CircleSlash },
  done: { tone: 'good', icon: CircleCheck },
} as const

/** Everything that was ever asked to be removed, what waits first. */
export function Removals({ removals }: { removals: readonly RemovalLine[] }) {
  return (
    <Panel title={words.removals} intro={words.removalsWhy} flush>
      {removals.length === 0 ? (
        <Empty icon={Eraser} title={words.none}>
          {words.noneWhy}
        </Empty>
      ) : (
        <ul>
          {removals.map((removal) => (
            <Removal key={removal.id} removal={removal} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Removal({ removal }: { removal: RemovalLine }) {
  const state = removal.state as keyof typeof looks
  return (
    <li className="grid gap-3 border-t border-line px-5 py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{removal.kind === 'person' ? words.ofPerson : words.ofShard}</span>
        <Tag {...looks[state]}>{words.states[state]}</Tag>
        <code className="text-small break-all text-muted">{removal.target}</code>
      </p>
      <Facts
        of={[
          [words.ground, words.grounds[removal.ground] ?? removal.ground],
          [words.askedBy, <Who key="asked" id={removal.requestedBy} at={removal.requestedAt} />],
          [words.confirmedBy, removal.confirmedBy && <Who key="done" id={removal.confirmedBy} at={removal.closedAt} />],
        ]}
      />
      {state === 'requested' && <Decide removal={removal} />}
    </li>
  )
}

function Who({ id, at }: { id: string; at: Date | null }) {
  return (
    <>
      <PersonName id={id} />
      {at && (
        <>
          , <Moment at={at} />
        </>
      )}
    </>
  )
}

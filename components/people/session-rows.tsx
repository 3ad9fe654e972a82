import { Globe, Terminal } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Moment } from '#components/ui/moment.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { SessionLine } from '#server/identity/vocabulary.ts'

const words = en.people

/** Where someone is signed in, the place used last first. */
export function SessionRows({ sessions }: { sessions: readonly SessionLine[] }) {
  if (sessions.length === 0) return <p className="text-muted">{words.sessionsNone}</p>
  const kinds: Readonly<Record<string, string>> = words.kinds
  return (
    <ul className="grid gap-1.5">
      {sessions.map((session) => {
        const Icon = session.kind === 'cli' ? Terminal : Globe
        return (
          <li key={session.id} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <Icon aria-hidden className="size-4 shrink-0 text-faint" strokeWidth={1.75} />
            <span>{kinds[session.kind] ?? session.kind}</span>
            {session.current && <Tag tone="accent">{words.thisOne}</Tag>}
            <span className="text-small text-muted">
              {words.begun} <Moment at={session.createdAt} />, {words.seen} <Moment at={session.lastSeenAt} />,{' '}
              {words.ends} <Moment at={session.expiresAt} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

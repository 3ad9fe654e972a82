'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { Happening } from '#server/live/vocabulary.ts'

const words = en.activity

/** What happened to a change, newest first; it grows as it happens. */
export function ActivityList({ changeId }: { changeId: string }) {
  const { data: story } = useSuspenseQuery(useTRPC().live.ofChange.queryOptions({ changeId }))
  if (story.length === 0) return <Empty icon={ScrollText} title={en.intents.activityEmpty} />
  return (
    <ol aria-live="polite" aria-relevant="additions" className="grid">
      {story.toReversed().map((happening) => (
        <li
          key={happening.cursor}
          className="arriving grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 border-t border-line px-5 py-2.5 first:border-t-0"
        >
          <span className="min-w-0">
            {sentenceOf(happening)}
            <Details of={happening.detail} />
          </span>
          <span className="text-right text-small text-muted">
            <Moment at={happening.at} />
          </span>
          <span className="text-micro text-faint">
            <PersonName id={happening.actor} />
          </span>
        </li>
      ))}
    </ol>
  )
}

function sentenceOf({ event, kind }: Happening): string {
  return words.events[event as keyof typeof words.events] ?? words.recorded(kind)
}

/** The few facts that came with it, as they are: no one's words are among them. */
function Details({ of }: { of: Happening['detail'] }) {
  const facts = Object.entries(of).filter(([, value]) => value !== null && value !== '')
  if (facts.length === 0) return null
  return (
    <span className="block text-small text-muted">
      {facts.map(([name, value]) => `${spoken(name)}: ${String(value)}`).join(' · ')}
    </span>
  )
}

function spoken(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { type ActOfStory, actsOf } from './acts.ts'

const words = en.activity

/** What happened to a change, newest first; it grows as it happens. @param newest how many acts, when not all */
export function ActivityList({ changeId, newest }: { changeId: string; newest?: number }) {
  const { data: story } = useSuspenseQuery(useTRPC().live.ofChange.queryOptions({ changeId }))
  if (story.length === 0) return <Empty icon={ScrollText} title={en.intents.activityEmpty} />
  return (
    <ol aria-label={en.intents.activity} className="grid">
      {actsOf(story)
        .toReversed()
        .slice(0, newest)
        .map((act) => (
          <li
            key={act.cursor}
            data-cursor={act.cursor}
            className="arriving grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 border-t border-line px-5 py-2.5 first:border-t-0"
          >
            <span className="min-w-0 font-medium">{sentenceOf(act)}</span>
            <span className="text-right text-small text-muted">
              <Moment at={act.at} />
            </span>
            <span className="col-span-2 min-w-0 text-small text-muted">{detailsOf(act)}</span>
            <span className="col-span-2 text-micro text-faint">
              <PersonName id={act.actor} /> · {words.entries(act.entries)}
            </span>
          </li>
        ))}
    </ol>
  )
}

function sentenceOf({ event, began, entries }: ActOfStory): string {
  const known: Readonly<Record<string, string | undefined>> = words.events
  const begun: Readonly<Record<string, string | undefined>> = words.begun
  return (began && begun[event]) || known[event] || words.recorded(entries[0]?.[0] ?? event)
}

/** The few facts that came with it, as they are: no one's words are among them. Digests in short. */
function detailsOf({ detail }: ActOfStory): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${spoken(name)}: ${shortened(String(value))}`)
    .join(' · ')
}

const spoken = (name: string) => name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
const shortened = (value: string) => value.replaceAll(/[0-9a-f]{24,}/g, (digest) => `${digest.slice(0, 10)}…`)

import Link from 'next/link'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { IncidentLine } from '#server/loop/autonomy/incidents/vocabulary.ts'
import { causeWords, IncidentTag } from './incident-tag.tsx'

const words = en.incidents

/** Incidents as rows; each opens the incident, and its change is one step away on the same row. */
export function IncidentRows({ incidents }: { incidents: readonly IncidentLine[] }) {
  return (
    <ul>
      {incidents.map((incident) => (
        <li
          key={incident.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line px-5 py-3 first:border-t-0"
        >
          <span className="w-24 shrink-0">
            <TierTag tier={incident.tier} />
          </span>
          <span className="min-w-0 flex-1 basis-64">
            <Link href={`/incidents/${incident.id}`} className="block font-medium underline-offset-4 hover:underline">
              {incident.service}: {causeWords(incident.cause, incident.automatic)}
            </Link>
            <span className="block text-small text-muted">
              <Link
                href={`/intents/${incident.changeId}`}
                className="underline decoration-line-strong underline-offset-4 hover:text-ink"
              >
                <bdi>{incident.title}</bdi>
              </Link>
              , {incident.closedAt ? words.closed : words.opened} <Moment at={incident.closedAt ?? incident.openedAt} />
            </span>
          </span>
          <IncidentTag state={incident.state} />
        </li>
      ))}
    </ul>
  )
}

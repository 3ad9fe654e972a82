'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { IncidentView } from '#server/loop/autonomy/incidents/vocabulary.ts'
import { CameFrom } from './came-from.tsx'
import { CloseIncident } from './incident-acts.tsx'
import { causeWords, IncidentTag } from './incident-tag.tsx'

const words = en.incidents

/** One incident: what happened, when it was seen and mended, and everything it came from. */
export function IncidentPage({ incidentId }: { incidentId: string }) {
  const { data: incident } = useSuspenseQuery(useTRPC().incidents.read.queryOptions({ incidentId }))
  const { changeId, rolloutId } = incident
  return (
    <Page
      title={words.oneOf(incident.service)}
      lead={incident.title}
      over={
        <>
          <IncidentTag state={incident.state} />
          <TierTag tier={incident.tier} />
          <span>
            {words.opened} <Moment at={incident.openedAt} />
          </span>
        </>
      }
      actions={
        <>
          <ButtonLink href="/incidents">{words.back}</ButtonLink>
          <ButtonLink href={`/deployments/${rolloutId}`}>{words.deployment}</ButtonLink>
          <ButtonLink href={`/intents/${changeId}`}>{words.openChange}</ButtonLink>
          <ButtonLink href={`/lineage/${changeId}`}>{en.changes.lineage}</ButtonLink>
        </>
      }
    >
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_3fr]">
        <Panel title={words.happened} intro={incident.automatic ? words.openedBySystem : words.openedByPerson}>
          <div className="grid justify-items-start gap-5">
            <Facts of={factsOf(incident)} />
            <CloseIncident incident={incident} />
          </div>
        </Panel>
        <CameFrom incident={incident} />
      </div>
    </Page>
  )
}

function factsOf(incident: IncidentView): (readonly [string, React.ReactNode])[] {
  const { cause, automatic, detectedAt, decidedAt, restoredAt, closedBy } = incident
  return [
    [words.cause, (automatic || cause !== 'person') && causeWords(cause, automatic)],
    measuredOf(incident),
    [words.detected, detectedAt && <Exact key="detected" at={detectedAt} />],
    [words.decided, decidedAt && <Exact key="decided" at={decidedAt} since={detectedAt} />],
    [words.restored, restoredAt && <Exact key="restored" at={restoredAt} since={detectedAt} />],
    [words.version, <Digest key="version" value={incident.artifactDigest} />],
    [words.openedBy, !automatic && <PersonName key="openedBy" id={incident.openedBy} />],
    [words.reason, incident.reason && <bdi key="reason">{incident.reason}</bdi>],
    [words.closedBy, closedBy && <PersonName key="closedBy" id={closedBy} />],
    [words.closeReason, incident.closeReason && <bdi key="closeReason">{incident.closeReason}</bdi>],
  ]
}

function measuredOf({ measure, measured, limit }: IncidentView): readonly [string, React.ReactNode] {
  const known = measure === null ? undefined : words.measures[measure]
  if (!known || measured === null || limit === null) return ['', null]
  return [known.name, words.against(known.spelled(measured), known.spelled(limit))]
}

function Exact({ at, since = null }: { at: Date; since?: Date | null }) {
  const iso = at.toISOString()
  return (
    <time dateTime={iso}>
      {iso.slice(0, 23).replace('T', ' ')} UTC
      {since && (
        <span className="block text-small text-muted">{words.later(duration(at.getTime() - since.getTime()))}</span>
      )}
    </time>
  )
}

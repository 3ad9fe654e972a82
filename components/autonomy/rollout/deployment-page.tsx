'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { HumanTag, StateTag, TierTag } from '#components/changes/tags.tsx'
import { EvidenceLink } from '#components/ledger/evidence-link.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useStanding } from '#components/shell/standing.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { OpenIncident } from '../incidents/incident-acts.tsx'
import { IncidentsOf } from '../incidents/incidents-of.tsx'
import { versionOf } from './deployment-rows.tsx'
import { MeasuresTable } from './measures-table.tsx'
import { readReading } from './reading.ts'
import { RolloutControls } from './rollout-controls.tsx'
import { isOnTrial } from './rollout-tag.tsx'
import { causeOf, RolloutView, takenBackFor } from './rollout-view.tsx'

const words = en.deployments

/** While a version is on trial the judge's numbers move without anything happening, so they are read anew this often. */
const trialRefreshMs = 2_000

/** One rollout: where it is, what it is measured against, and what a person may do about it now. */
export function DeploymentPage({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC()
  const { data: line } = useSuspenseQuery(trpc.rollouts.read.queryOptions({ rolloutId }))
  const standing = useStanding()
  const { data: overview } = useSuspenseQuery({
    ...trpc.changes.read.queryOptions({ changeId: line.changeId }),
    refetchInterval: (query) => (query.state.data?.change.state === 'rollingOut' ? trialRefreshMs : false),
  })
  const rollout = overview.rollouts.find(({ id }) => id === rolloutId)
  if (!rollout) notFound()
  const { change } = overview
  const gate = overview.approvals.findLast(({ purpose }) => purpose === 'gate') ?? null
  return (
    <Page
      title={
        <>
          {rollout.service} <code>{versionOf(rollout.artifactDigest)}</code>
        </>
      }
      lead={change.title}
      over={
        <>
          <TierTag tier={change.tier} />
          <StateTag state={change.state} />
          {change.humanMade && <HumanTag />}
          <span>
            {words.began} <Moment at={rollout.createdAt} />
          </span>
        </>
      }
      actions={
        <>
          <ButtonLink href="/deployments">{words.back}</ButtonLink>
          <ButtonLink href={`/intents/${change.id}`}>{words.openChange}</ButtonLink>
          <ButtonLink href={`/lineage/${change.id}`}>{en.changes.lineage}</ButtonLink>
          <EvidenceLink changeId={change.id} />
          <OpenIncident changeId={change.id} rolloutId={rolloutId} />
        </>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <IncidentsOf rolloutId={rolloutId} />
        <TakenBack state={rollout.state} cause={takenBackFor(overview.activity) ?? causeOf(change.reason)} />
        {rollout.state === 'gate' && gate?.state === 'open' && <AtGate requestId={gate.id} />}
        <Panel title={words.nowOn}>
          <div className="grid gap-4">
            <RolloutView rollout={rollout} address={`${standing.edgeAddress}/${change.service}/`} />
            <RolloutControls change={change} rollout={rollout} gate={gate?.state ?? null} />
          </div>
        </Panel>
        <Measures rollout={rollout} />
      </div>
    </Page>
  )
}

function AtGate({ requestId }: { requestId: string }) {
  return (
    <Notice
      tone="warn"
      title={words.gateWaits}
      actions={<ButtonLink href={`/inbox/${requestId}`}>{en.intents.readRequest}</ButtonLink>}
    >
      {words.gateWhy}
    </Notice>
  )
}

function TakenBack({ state, cause }: { state: string; cause: string | null }) {
  if (state !== 'rolledBack' && state !== 'rollingBack') return null
  return (
    <Notice tone="warn" title={en.rollout.states[state]}>
      {cause}
    </Notice>
  )
}

function Measures({ rollout }: { rollout: { state: string; reading: unknown; decision: unknown } }) {
  const now = isOnTrial(rollout.state) ? readReading(rollout.reading) : null
  const reading = now ?? readReading(rollout.decision) ?? readReading(rollout.reading)
  if (!reading)
    return (
      <Panel title={words.measures}>
        <p className="text-muted">
          {words.measuresNone} {words.measuresNoneWhy}
        </p>
      </Panel>
    )
  return (
    <Panel title={words.measures} intro={now ? words.measuresNow : words.measuresThen} flush>
      <MeasuresTable reading={reading} />
    </Panel>
  )
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { HumanTag, StateTag, TierTag } from '#components/changes/tags.tsx'
import { EvidenceLink } from '#components/ledger/evidence-link.tsx'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { Moment } from '#components/ui/moment.tsx'
import { Page } from '#components/ui/page.tsx'
import { Beside } from './beside.tsx'
import { CurrentView } from './current-view.tsx'
import { PipelineStrip } from './pipeline-strip.tsx'
import { Standing } from './standing.tsx'
import { useIntentView, ViewLinks } from './view-links.tsx'
import { isWide } from './views.ts'
import { Withdraw } from './withdraw.tsx'

/** While a version is on trial the judge's numbers move without anything happening, so they are read anew this often. */
const trialRefreshMs = 2_000

/** One intent from its words to production: where it stands, what it waits for, and everything that was made of it. */
export function IntentPage({ changeId }: { changeId: string }) {
  const trpc = useTRPC()
  const { data: story } = useSuspenseQuery(trpc.live.ofChange.queryOptions({ changeId }))
  const { data: overview } = useSuspenseQuery({
    ...trpc.changes.read.queryOptions({ changeId }),
    refetchInterval: (query) => (query.state.data?.change.state === 'rollingOut' ? trialRefreshMs : false),
  })
  const view = useIntentView()
  const { change } = overview
  return (
    <Page
      title={change.title}
      actions={
        <>
          <ButtonLink href={`/lineage/${changeId}`}>{en.changes.lineage}</ButtonLink>
          <EvidenceLink changeId={changeId} />
          <Withdraw change={change} />
        </>
      }
      over={
        <>
          <TierTag tier={change.tier} />
          <StateTag state={change.state} />
          {change.humanMade && <HumanTag />}
          <span>
            {en.changes.for(change.service)}, {en.changes.byWord} <PersonName id={change.requesterId} />,{' '}
            <Moment at={change.createdAt} />
          </span>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <PipelineStrip change={change} story={story} />
        <Standing overview={overview} />
        <ViewLinks current={view} />
        <div className={classes('grid grid-cols-1 items-start gap-5', !isWide(view) && 'lg:grid-cols-[3fr_2fr]')}>
          <div className="min-w-0">
            <CurrentView view={view} overview={overview} />
          </div>
          {!isWide(view) && <Beside overview={overview} />}
        </div>
      </div>
    </Page>
  )
}

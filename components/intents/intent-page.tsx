'use client'
import { Tabs } from '@base-ui/react/tabs'
import { useSuspenseQuery } from '@tanstack/react-query'
import { RolloutControls } from '#components/autonomy/rollout/rollout-controls.tsx'
import { RolloutView } from '#components/autonomy/rollout/rollout-view.tsx'
import { HumanTag, StateTag, TierTag } from '#components/changes/tags.tsx'
import { CheckResults } from '#components/codegen/check-results.tsx'
import { FileChanges } from '#components/codegen/file-changes.tsx'
import { DesignOptions } from '#components/designs/design-options.tsx'
import { VerdictView } from '#components/guards/verdict-view.tsx'
import { EvidenceLink } from '#components/ledger/evidence-link.tsx'
import { EvidenceView } from '#components/ledger/evidence-view.tsx'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { ActivityList } from './activity-list.tsx'
import { PipelineStrip } from './pipeline-strip.tsx'
import { Standing } from './standing.tsx'
import { Understood } from './understood.tsx'
import { Withdraw } from './withdraw.tsx'

const words = en.intents

/** While a version is on trial the judge's numbers move without anything happening, so they are read anew this often. */
const trialRefreshMs = 2_000

/** One intent from its words to production: where it stands, what it waits for, and everything that was made of it. */
export function IntentPage({ changeId }: { changeId: string }) {
  const trpc = useTRPC()
  const { data: story } = useSuspenseQuery(trpc.live.ofChange.queryOptions({ changeId }))
  const { data: standing } = useSuspenseQuery(trpc.status.standing.queryOptions({}))
  const { data: overview } = useSuspenseQuery({
    ...trpc.changes.read.queryOptions({ changeId }),
    refetchInterval: (query) => (query.state.data?.change.state === 'rollingOut' ? trialRefreshMs : false),
  })
  const { change } = overview
  const intent = overview.intents.at(-1)
  const verdict = overview.verdicts.at(-1)
  const run = overview.runs.at(-1)
  const rollout = overview.rollouts.at(-1)
  return (
    <Page
      title={change.title}
      actions={
        <>
          <ButtonLink href={`/lineage/${changeId}`}>{en.ledger.lineageName}</ButtonLink>
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
      <div className="grid gap-5">
        <PipelineStrip state={change.state} story={story} />
        <Standing overview={overview} />
        <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
          <div className="grid min-w-0 gap-5">
            <WorkTabs changeId={changeId} overview={overview} />
            {verdict && (
              <Panel title={words.findings}>
                <VerdictView verdict={verdict} />
              </Panel>
            )}
          </div>
          <div className="grid min-w-0 gap-5">
            {rollout && (
              <Panel title={words.deployment}>
                <div className="grid gap-4">
                  <RolloutView rollout={rollout} address={`${standing.edgeAddress}/${change.service}/`} />
                  <RolloutControls
                    change={change}
                    rollout={rollout}
                    gate={overview.approvals.findLast(({ purpose }) => purpose === 'gate')?.state ?? null}
                  />
                </div>
              </Panel>
            )}
            {intent && <Understood change={change} intent={intent} />}
            <Panel title={words.evidence}>
              {change.evidenceDigest ? (
                <EvidenceView
                  digest={change.evidenceDigest}
                  bundle={overview.evidence.find(({ digest }) => digest === change.evidenceDigest) ?? null}
                />
              ) : (
                <p className="text-muted">{words.evidenceNone}</p>
              )}
              {run && <Written run={run} change={change} />}
            </Panel>
          </div>
        </div>
      </div>
    </Page>
  )
}

type Overview = Parameters<typeof DesignOptions>[0]['overview'] & { runs: readonly { report: unknown }[] }

const tab =
  'min-h-9 rounded-control px-3 text-body text-muted hover:text-ink data-active:bg-sunken data-active:font-medium data-active:text-ink'

function WorkTabs({ changeId, overview }: { changeId: string; overview: Overview }) {
  return (
    <Tabs.Root defaultValue="activity" className="rounded-panel border border-line bg-surface">
      <Tabs.List className="flex flex-wrap gap-1 border-b border-line px-3 py-2">
        {Object.entries(words.tabs).map(([value, label]) => (
          <Tabs.Tab key={value} value={value} className={tab}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="activity" className="py-1">
        <ActivityList changeId={changeId} />
      </Tabs.Panel>
      <Tabs.Panel value="design" className="p-5">
        <DesignOptions overview={overview} />
      </Tabs.Panel>
      <Tabs.Panel value="files" className="p-5">
        <FileChanges changeId={changeId} />
      </Tabs.Panel>
      <Tabs.Panel value="checks" className="p-5">
        <CheckResults report={overview.runs.at(-1)?.report} />
      </Tabs.Panel>
    </Tabs.Root>
  )
}

function Written(props: {
  run: { number: number; provider: string | null; commit: string | null }
  change: { branch: string | null; headCommit: string | null }
}) {
  const { run, change } = props
  return (
    <p className="mt-3 text-small text-muted">
      {[
        words.run(run.number),
        run.provider && `${words.writtenBy} ${run.provider}`,
        change.branch && `${words.branch} ${change.branch}`,
        change.headCommit && `${words.commit} ${change.headCommit.slice(0, 10)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IncidentsOf } from '#components/autonomy/incidents/incidents-of.tsx'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { DecisionTag } from './decision-rows.tsx'
import { VerdictView } from './verdict-view.tsx'

const words = en.policies

/** One verdict: what was found where, what to do about it, and by what digests it can be replayed. */
export function DecisionPage({ decisionId }: { decisionId: string }) {
  const { data } = useSuspenseQuery(useTRPC().policies.decision.queryOptions({ decisionId }))
  const { allow, commit, policyDigest, told } = data
  const evaluated = Array.isArray(told.evaluated) ? told.evaluated.length : 0
  const stages: Readonly<Record<string, string>> = words.stages
  return (
    <Page
      title={data.title}
      over={
        <>
          <DecisionTag allow={allow} />
          <TierTag tier={data.tier} />
          <span>
            {en.changes.for(data.service)}, <Moment at={data.createdAt} />
          </span>
        </>
      }
      actions={
        <>
          <ButtonLink href="/policies/decisions">{words.allDecisions}</ButtonLink>
          <ButtonLink href={`/intents/${data.changeId}`}>{words.openChange}</ButtonLink>
        </>
      }
    >
      <div className="mb-5 empty:hidden">
        <IncidentsOf changeId={data.changeId} />
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <Panel title={words.found}>
          <VerdictView verdict={{ allow, commit, policyDigest, findings: told.findings, missing: told.missing }} />
        </Panel>
        <Panel title={words.judgedOn}>
          <Facts
            of={[
              [words.commit, <Digest key="commit" value={commit} />],
              [words.tree, <Digest key="tree" value={data.tree} />],
              [words.input, <Digest key="input" value={data.inputDigest} />],
              [words.evaluated, evaluated],
              [words.stage, stages[data.stage] ?? data.stage],
              [words.took, `${Math.round(data.durationMs)} ms`],
            ]}
          />
        </Panel>
      </div>
    </Page>
  )
}

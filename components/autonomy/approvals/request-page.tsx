'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { GateNumbers } from '#components/autonomy/rollout/gate-numbers.tsx'
import { StateTag, TierTag } from '#components/changes/tags.tsx'
import { CheckResults } from '#components/codegen/check-results.tsx'
import { FileChanges } from '#components/codegen/file-changes.tsx'
import { DesignView } from '#components/designs/design-view.tsx'
import { useDesignOf } from '#components/designs/use-designs.ts'
import { VerdictView } from '#components/guards/verdict-view.tsx'
import { EvidenceView } from '#components/ledger/evidence-view.tsx'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { askOf, Due } from './request-rows.tsx'
import { SignBar } from './sign-bar.tsx'
import { Slots } from './slots.tsx'

const words = en.approvals

/** One request in the order a careful person reads: what will happen, what changed, policy, tests, evidence, signatures. */
export function RequestPage({ requestId }: { requestId: string }) {
  const trpc = useTRPC()
  const { data: request } = useSuspenseQuery(trpc.approvals.read.queryOptions({ requestId }))
  const { data: overview } = useSuspenseQuery(trpc.changes.read.queryOptions({ changeId: request.changeId }))
  const [opened, setOpened] = useState(request.digest)
  const design = useDesignOf(overview, request.purpose === 'design' ? request.digest : null)
  const { change } = overview
  const verdict = overview.verdicts.at(-1)
  const run = overview.runs.at(-1)
  const afterCode = request.purpose !== 'design'
  return (
    <>
      <Page
        title={askOf(request.purpose)}
        lead={
          <>
            <Link
              href={`/intents/${change.id}`}
              className="text-ink underline decoration-line-strong underline-offset-4 hover:text-accent"
            >
              {change.title}
            </Link>{' '}
            {en.changes.for(change.service)}, {en.changes.byWord} <PersonName id={change.requesterId} />
          </>
        }
        over={
          <>
            <TierTag tier={request.tier} />
            <StateTag state={change.state} />
            {request.state === 'open' && <Due at={request.dueAt} />}
          </>
        }
      >
        <div className="grid gap-5">
          {request.state !== 'open' && (
            <Notice
              tone={request.state === 'complete' ? 'good' : 'warn'}
              title={words.states[request.state as keyof typeof words.states]}
            >
              {words.closed[request.state as keyof typeof words.closed]}
            </Notice>
          )}
          <Panel title={words.willHappen}>
            <p className="max-w-3xl">{words.means[request.purpose as keyof typeof words.means]}</p>
            {request.purpose === 'gate' && <GateNumbers overview={overview} />}
          </Panel>
          <Panel title={words.changed}>
            {design && <DesignView spec={design.spec} />}
            {afterCode && <FileChanges changeId={change.id} />}
          </Panel>
          {afterCode && (
            <Panel title={words.policy}>
              {verdict ? <VerdictView verdict={verdict} /> : <p className="text-muted">{en.intents.findingsNone}</p>}
            </Panel>
          )}
          {afterCode && (
            <Panel title={words.tests}>
              <CheckResults report={run?.report} />
            </Panel>
          )}
          <Panel title={words.evidence} intro={words.evidenceWhy}>
            <EvidenceView
              digest={request.digest}
              bundle={overview.evidence.find(({ digest }) => digest === request.digest) ?? null}
            />
          </Panel>
          <Panel title={words.signatures}>
            <Slots slots={request.slots} />
          </Panel>
        </div>
      </Page>
      <SignBar request={request} readDigest={opened} onRead={setOpened} />
    </>
  )
}

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { GateNumbers } from '#components/autonomy/rollout/gate-numbers.tsx'
import { CheckResults } from '#components/codegen/check-results.tsx'
import { FileChanges } from '#components/codegen/file-changes.tsx'
import { DesignView } from '#components/designs/design-view.tsx'
import { useDesignOf } from '#components/designs/use-designs.ts'
import { VerdictView } from '#components/guards/verdict-view.tsx'
import { EvidenceView } from '#components/ledger/evidence-view.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { EarlierHere } from './earlier-here.tsx'
import { requestHref } from './inbox-address.ts'
import { Rationale } from './rationale.tsx'
import { successorOf } from './since-opened.ts'
import { Slots } from './slots.tsx'

const words = en.approvals

/**
 * What a careful person reads before they sign, always in this order: what will happen, what changed, what policy says,
 * the tests or the canary's numbers, why it was made so and how sure its author is, what became of the likes of it, and
 * at last what exactly is signed and by whom.
 */
export function Review({ request }: { request: RequestView }) {
  const { data: overview } = useSuspenseQuery(useTRPC().changes.read.queryOptions({ changeId: request.changeId }))
  const design = useDesignOf(overview, request.purpose === 'design' ? request.digest : null)
  const { change } = overview
  const verdict = overview.verdicts.at(-1)
  const afterCode = request.purpose !== 'design'
  const successor = successorOf(request, overview.approvals)
  return (
    <div className="grid gap-5">
      {request.state !== 'open' && <Closed state={request.state} successorId={successor?.id ?? null} />}
      <Panel title={words.willHappen}>
        <p className="max-w-3xl">{words.means[request.purpose as keyof typeof words.means]}</p>
      </Panel>
      <Panel title={words.changed}>
        <div className="grid gap-4">
          {design && <DesignView spec={design.spec} />}
          {afterCode && <FileChanges changeId={change.id} />}
        </div>
      </Panel>
      {afterCode && (
        <Panel title={words.policy}>
          {verdict ? <VerdictView verdict={verdict} /> : <p className="text-muted">{en.intents.findingsNone}</p>}
        </Panel>
      )}
      {request.purpose === 'gate' && (
        <Panel title={words.numbers}>
          <GateNumbers overview={overview} />
        </Panel>
      )}
      {request.purpose === 'release' && (
        <Panel title={words.tests}>
          <CheckResults report={overview.runs.at(-1)?.report} />
        </Panel>
      )}
      <Rationale requestId={request.id} overview={overview} design={design} />
      <EarlierHere changeId={change.id} service={change.service} />
      <Panel title={words.deciding} intro={words.evidenceWhy}>
        <div className="grid gap-5">
          <EvidenceView
            digest={request.digest}
            bundle={overview.evidence.find(({ digest }) => digest === request.digest) ?? null}
          />
          <Slots slots={request.slots} />
        </div>
      </Panel>
    </div>
  )
}

function Closed({ state, successorId }: { state: string; successorId: string | null }) {
  return (
    <Notice
      tone={state === 'complete' ? 'good' : 'warn'}
      title={words.states[state as keyof typeof words.states]}
      actions={
        successorId && (
          <Link href={requestHref(successorId)} className="font-medium underline underline-offset-4">
            {words.openSuccessor}
          </Link>
        )
      }
    >
      {words.closed[state as keyof typeof words.closed]}
    </Notice>
  )
}

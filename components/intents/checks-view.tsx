'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleX, FlaskConical } from 'lucide-react'
import { CheckResults } from '#components/codegen/check-results.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { JudgedEvidence } from '#server/loop/autonomy/overview/vocabulary.ts'

const words = en.intentViews

interface Props {
  changeId: string
  run: { number: number; report: unknown; fault: string | null } | undefined
}

/** What ran on the code: in the run that wrote it, and again for the judgement of the commit. */
export default function ChecksView({ changeId, run }: Props) {
  const { data: plan } = useSuspenseQuery(useTRPC().changes.plan.queryOptions({ changeId }))
  if (!run?.report && plan.evidence.length === 0)
    return (
      <section aria-label={en.intents.checks} className="rounded-panel border border-line bg-surface">
        <Empty icon={FlaskConical} title={en.intents.checksNone}>
          {run?.fault ?? words.checksNoneWhy}
        </Empty>
      </section>
    )
  return (
    <div className="grid gap-5">
      {run?.report ? (
        <Panel title={en.intents.checks} intro={words.checksOfRun(run.number)}>
          <CheckResults report={run.report} />
        </Panel>
      ) : null}
      {plan.evidence.length > 0 && (
        <Panel title={words.judgedOn} intro={words.judgedOnWhy}>
          <p className="mb-2 text-small text-muted">
            {en.intents.commit} <Digest value={plan.commit ?? ''} />
          </p>
          <ul className="grid">
            {plan.evidence.map((each) => (
              <EvidenceRow key={`${each.kind} ${each.producer}`} evidence={each} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

function EvidenceRow({
  evidence: { kind, producer, producerVersion, completed, passed },
}: {
  evidence: JudgedEvidence
}) {
  const names: Readonly<Record<string, string | undefined>> = en.policies.evidence
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0">
      <span className="min-w-0 flex-1 basis-40">{names[kind] ?? kind}</span>
      <code className="text-small text-muted [overflow-wrap:anywhere]">
        {producer}@{producerVersion}
      </code>
      {!completed ? (
        <Tag tone="warn" icon={CircleAlert}>
          {en.intents.incomplete}
        </Tag>
      ) : (
        <Tag tone={passed === false ? 'bad' : 'good'} icon={passed === false ? CircleX : CircleCheck}>
          {passed === null ? words.looked : passed ? en.intents.passed : en.intents.failed}
        </Tag>
      )}
    </li>
  )
}

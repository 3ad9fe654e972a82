'use client'
import { RolloutControls } from '#components/autonomy/rollout/rollout-controls.tsx'
import { RolloutView } from '#components/autonomy/rollout/rollout-view.tsx'
import { VerdictView } from '#components/guards/verdict-view.tsx'
import { EvidenceView } from '#components/ledger/evidence-view.tsx'
import * as en from '#components/messages/en.ts'
import type { RouterOutputs } from '#components/rpc/outputs.ts'
import { useStanding } from '#components/shell/standing.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Understood } from './understood.tsx'

const words = en.intents

type Overview = RouterOutputs['changes']['read']

/** What a reader wants at hand in every view: the deployment, the verdict, the words, the evidence. */
export function Beside({ overview }: { overview: Overview }) {
  const { change } = overview
  const intent = overview.intents.at(-1)
  const verdict = overview.verdicts.at(-1)
  return (
    <div className="grid min-w-0 gap-5">
      <Deployment overview={overview} />
      {verdict && (
        <Panel title={words.findings}>
          <VerdictView verdict={verdict} />
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
        <Written overview={overview} />
      </Panel>
    </div>
  )
}

function Deployment({ overview: { change, rollouts, approvals } }: { overview: Overview }) {
  const standing = useStanding()
  const rollout = rollouts.at(-1)
  if (!rollout) return null
  return (
    <Panel title={words.deployment}>
      <div className="grid gap-4">
        <RolloutView rollout={rollout} address={`${standing.edgeAddress}/${change.service}/`} />
        <RolloutControls
          change={change}
          rollout={rollout}
          gate={approvals.findLast(({ purpose }) => purpose === 'gate')?.state ?? null}
        />
      </div>
    </Panel>
  )
}

function Written({ overview: { change, runs } }: { overview: Overview }) {
  const run = runs.at(-1)
  if (!run) return null
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

'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { DesignOption } from '#components/designs/use-designs.ts'
import { WhyTier } from '#components/intents/why-tier.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Bar } from '#components/ui/meter.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { RequestRecord } from '#server/loop/autonomy/approvals/vocabulary.ts'

const words = en.approvals

interface Overview {
  intents: readonly { decision: unknown }[]
  runs: readonly { provider: string | null }[]
}

/** Why it was made this way, who wrote it and how sure they were, and why it is of this tier. */
export function Rationale(props: { requestId: string; overview: Overview; design: DesignOption | null }) {
  const { requestId, overview, design } = props
  const { data: record } = useSuspenseQuery(useTRPC().approvals.record.queryOptions({ requestId }))
  const intent = overview.intents.at(-1)
  return (
    <Panel title={words.rationale}>
      <div className="grid gap-4">
        {design ? (
          <div className="grid max-w-3xl gap-1">
            <p>{design.spec.summary}</p>
            <p className="text-small text-muted">{design.spec.tradeOff}</p>
          </div>
        ) : (
          <p className="text-muted">{words.rationaleNone}</p>
        )}
        <Sureness record={record} provider={overview.runs.at(-1)?.provider ?? null} />
        {intent && <WhyTier decision={intent.decision} />}
      </div>
    </Panel>
  )
}

function Sureness({ record, provider }: { record: RequestRecord; provider: string | null }) {
  const { written, confidenceFloor } = record
  if (!written) return <p className="text-small text-muted">{words.notWritten}</p>
  const { author, score } = written
  if (score === null) return <p className="text-small text-muted">{words.writtenBy[author](provider)}</p>
  const below = score < confidenceFloor
  return (
    <div className="grid max-w-md gap-1.5">
      <p className="text-small">
        {words.writtenBy[author](provider)} {words.confidence(percent(score))}
      </p>
      <Bar value={score} limit={1} tone={below ? 'bad' : 'good'} label={words.confidence(percent(score))} />
      <p className="text-small text-muted">
        {below ? words.confidenceBelow(percent(confidenceFloor)) : words.confidenceAbove(percent(confidenceFloor))}
      </p>
    </div>
  )
}

const percent = (share: number) => `${Math.round(share * 100)} %`

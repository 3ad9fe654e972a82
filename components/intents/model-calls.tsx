'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Bot } from 'lucide-react'
import Link from 'next/link'
import { IncidentsOf } from '#components/autonomy/incidents/incidents-of.tsx'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { ConsentCheckLine, RecordedCall } from '#server/loop/autonomy/overview/vocabulary.ts'
import { KeptWords } from './kept-words.tsx'

const words = en.intentViews
const { calls: told } = words

/** Every model and template call of the change as the ledger has it, and the consent that was looked at before. */
export default function ModelCalls({ changeId }: { changeId: string }) {
  const { data } = useSuspenseQuery(useTRPC().changes.calls.queryOptions({ changeId }))
  const { calls, consentChecks } = data
  if (calls.length === 0 && consentChecks.length === 0)
    return (
      <section aria-label={words.names.models} className="rounded-panel border border-line bg-surface">
        <Empty icon={Bot} title={told.none}>
          {told.noneWhy}
        </Empty>
      </section>
    )
  return (
    <div className="grid gap-5">
      <IncidentsOf changeId={changeId} />
      <Panel title={told.title} intro={told.lead}>
        <ol className="grid gap-4">
          {calls.map((call) => (
            <Call key={call.entryId} call={call} />
          ))}
        </ol>
      </Panel>
      <Panel title={told.consents}>
        {consentChecks.length > 0 ? (
          <ul className="grid gap-2">
            {consentChecks.map((check) => (
              <ConsentCheck key={check.entryId} check={check} />
            ))}
          </ul>
        ) : (
          <p className="text-muted">{calls.some(({ region }) => region) ? told.consentsNone : told.stayedHere}</p>
        )}
      </Panel>
    </div>
  )
}

const tones = { answered: 'good', refused: 'warn', failed: 'bad' } as const

function Call({ call }: { call: RecordedCall }) {
  const purposes: Readonly<Record<string, string | undefined>> = told.purposes
  const outcomes: Readonly<Record<string, string | undefined>> = told.outcomes
  return (
    <li className="rounded-control border border-line p-4">
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">
          {purposes[call.purpose] ?? call.purpose}
          {call.repair > 0 && ` ${call.repair}`}
        </span>
        <Tag tone={tones[call.outcome as keyof typeof tones] ?? 'bad'}>{outcomes[call.outcome] ?? call.outcome}</Tag>
        {call.scripted && <Tag tone="quiet">{en.ledger.scripted}</Tag>}
        <span className="ml-auto text-small text-muted">
          <Link
            href={`/ledger/${call.entryId}`}
            prefetch={false}
            className="underline decoration-line-strong underline-offset-4 hover:text-ink"
          >
            {told.entry}
          </Link>
          , <Moment at={call.at} />
        </span>
      </p>
      <Facts of={factsOf(call)} />
      <div className="mt-4">
        <KeptWords entryId={call.entryId} />
      </div>
    </li>
  )
}

function factsOf(call: RecordedCall): (readonly [string, React.ReactNode])[] {
  const faults: Readonly<Record<string, string | undefined>> = told.faults
  const { requestedModel, answeredModel, fault, responseSha256, requestSha256, confidence } = call
  return [
    [told.provider, call.provider === 'templates' ? told.templates : call.provider],
    [told.requested, <code key="requested">{requestedModel}</code>],
    [told.answered, answeredModel ? <code key="answered">{answeredModel}</code> : told.noAnswer],
    [told.rank, told.rankOf(call.fallbackRank)],
    [told.retries, String(call.retry)],
    [told.fault, fault ? (faults[fault] ?? fault) : told.noFault],
    [told.tokens, told.tokensOf(call.inputTokens, call.outputTokens, call.cacheReadTokens)],
    [told.cost, costOf(call)],
    [told.confidence, confidence === null ? null : confidence.toFixed(2)],
    [told.lines, linesOf(call)],
    [told.latency, latencyOf(call)],
    [told.region, call.region ?? told.here],
    [
      told.prompt,
      <span key="prompt">
        <code>{call.promptTemplateId}</code> <Digest value={call.promptTemplateSha256} />
      </span>,
    ],
    [told.rendered, call.promptSha256 && <Digest key="rendered" value={call.promptSha256} />],
    [told.request, requestSha256 && <Digest key="request" value={requestSha256} />],
    [told.response, responseSha256 && <Digest key="response" value={responseSha256} />],
  ]
}

function costOf({ provider, costUsd }: RecordedCall): string {
  if (provider === 'templates') return told.free
  return costUsd === null ? told.costUnknown : told.costOf(costUsd)
}

function linesOf({ aiLines, templateLines }: RecordedCall): string | null {
  if (aiLines === null) return null
  return told.linesOf(aiLines, templateLines ?? 0)
}

function latencyOf({ latencyMs, timeToFirstByteMs }: RecordedCall): string {
  const whole = duration(latencyMs)
  return timeToFirstByteMs === null ? whole : `${whole}, ${told.firstByte(duration(timeToFirstByteMs))}`
}

function ConsentCheck({ check: { entryId, at, decision, purpose, envelopeId, reason } }: { check: ConsentCheckLine }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Tag tone={decision === 'permitted' ? 'good' : 'bad'}>
        {decision === 'permitted' ? told.permitted : told.refused}
      </Tag>
      <Link
        href={`/ledger/${entryId}`}
        prefetch={false}
        className="underline decoration-line-strong underline-offset-4 hover:text-accent"
      >
        {told.checkedFor(purpose)}
      </Link>
      <span className="text-small text-muted">
        {envelopeId ? told.envelope(envelopeId) : told.noEnvelope}
        {reason && `, ${reason}`}, <Moment at={at} />
      </span>
    </li>
  )
}

import Link from 'next/link'
import type { ReactNode } from 'react'
import * as en from '#components/messages/en.ts'
import { Digest } from '#components/ui/digest.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { IncidentView } from '#server/loop/autonomy/incidents/vocabulary.ts'
import { rollbackCauses } from '#server/loop/autonomy/rollout/vocabulary.ts'

const words = en.incidents

/** Each entry that the incident concerns, by what it is, as a way to that entry. */
export function CameFrom({ incident }: { incident: IncidentView }) {
  const { calls, verdicts, deployments, rollbacks, own } = incident
  const events: Readonly<Record<string, string | undefined>> = words.deploymentEvents
  return (
    <Panel title={words.cameFrom} intro={words.cameFromWhy} flush>
      <Part title={words.calls} none={words.callsNone}>
        {calls.map((call) => (
          <Line key={call.entryId} entry={call} what={purposeOf(call.purpose)}>
            {call.provider === 'templates' ? words.byTemplates : <code>{call.model}</code>}
            {call.confidence !== null && `, ${words.confidence(call.confidence)}`}
            <span className="block">
              {words.prompt} <code>{call.promptTemplateId}</code> <Digest value={call.promptTemplateSha256} />
            </span>
          </Line>
        ))}
      </Part>
      <Part title={words.verdicts} none={words.verdictsNone}>
        {verdicts.map((verdict) => (
          <Line
            key={verdict.entryId}
            entry={verdict}
            what={words.decisions[verdict.decision === 'allow' ? 'allow' : 'deny']}
          >
            {verdict.findings > 0 && words.findings(verdict.findings)}
          </Line>
        ))}
      </Part>
      <Part title={words.deployments} none={words.deploymentsNone}>
        {deployments.map((step) => (
          <Line key={step.entryId} entry={step} what={events[step.event] ?? step.event}>
            {words.share(step.weight)}
          </Line>
        ))}
        {rollbacks.map((back) => (
          <Line key={back.entryId} entry={back} what={back.restored ? words.served : words.takenBack}>
            {back.cause in rollbackCauses && rollbackCauses[back.cause as keyof typeof rollbackCauses]}
          </Line>
        ))}
      </Part>
      <Part title={words.own} none="">
        {own.map((entry) => (
          <Line
            key={entry.entryId}
            entry={entry}
            what={words.ownEvents[entry.event === 'closed' ? 'closed' : 'opened']}
          />
        ))}
      </Part>
    </Panel>
  )
}

function purposeOf(purpose: string): string {
  const purposes: Readonly<Record<string, string | undefined>> = en.intentViews.calls.purposes
  return purposes[purpose] ?? purpose
}

function Part({ title, none, children }: { title: string; none: string; children: ReactNode[] | ReactNode }) {
  const empty = [children].flat(2).length === 0
  if (empty && none === '') return null
  return (
    <section aria-label={title} className="border-t border-line px-5 py-3 first:border-t-0">
      <h3 className="text-small font-medium text-muted">{title}</h3>
      {empty ? <p className="mt-1 text-muted">{none}</p> : <ul className="mt-1.5 grid gap-2">{children}</ul>}
    </section>
  )
}

function Line(props: { entry: { entryId: string; at: string }; what: string; children?: ReactNode }) {
  const { entry, what, children } = props
  return (
    <li className="grid gap-x-4 sm:grid-cols-[12rem_1fr_auto]">
      <Link
        href={`/ledger/${entry.entryId}`}
        prefetch={false}
        className="justify-self-start underline decoration-line-strong underline-offset-4 hover:text-accent"
      >
        {what}
      </Link>
      <span className="min-w-0 text-small text-muted sm:pt-0.5">{children}</span>
      <span className="text-small text-muted sm:pt-0.5">
        <Moment at={entry.at} />
      </span>
    </li>
  )
}

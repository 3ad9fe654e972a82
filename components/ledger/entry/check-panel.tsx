'use client'
import * as en from '#components/messages/en.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import {
  type EntryCheck,
  type EntryMaterial,
  entryChecks,
  type MaterialVerdict,
} from '#server/loop/ledger/proof/index.ts'
import { CheckTag, outcomes } from './outcomes.tsx'
import { useVerdict } from './use-verdict.ts'
import { WitnessChecks } from './witness-checks.tsx'

const words = en.ledger

/** Each check as it came out here, in the reader's browser, and the one key that must be believed. */
export function CheckPanel({ material, checkpointKey }: { material: EntryMaterial; checkpointKey: string | null }) {
  const verdict = useVerdict(material, checkpointKey)
  const waiting = material.proof === null
  return (
    <Panel title={words.check}>
      <div className="grid gap-4">
        <div aria-live="polite">{verdict && <VerdictNotice verdict={verdict} waiting={waiting} />}</div>
        <ol className="grid gap-2">
          {entryChecks.map((check) => (
            <li key={check} className="flex items-start justify-between gap-3">
              <span>
                {words.checks[check]}
                {verdict?.failed?.check === check && (
                  <span className="tone-text block text-small" data-tone="bad">
                    {verdict.failed.what}
                  </span>
                )}
              </span>
              <CheckTag {...outcomeOf(check, verdict, waiting)} />
            </li>
          ))}
          {verdict?.witnessing && <WitnessChecks of={verdict.witnessing} />}
        </ol>
        {checkpointKey ? (
          <div className="grid gap-1.5 text-small text-muted">
            <p>{words.checkWhy}</p>
            <code className="rounded-control border border-line bg-sunken px-3 py-2 break-all text-ink">
              {checkpointKey}
            </code>
            <p>{words.checkPinned}</p>
          </div>
        ) : (
          <p className="text-muted">{words.checkKeyNone}</p>
        )}
      </div>
    </Panel>
  )
}

function VerdictNotice({ verdict, waiting }: { verdict: MaterialVerdict; waiting: boolean }) {
  if (verdict.failed) return <Notice tone="bad" title={words.verdictBad} />
  if (!waiting) return <Notice tone="good" title={words.verdictGood} />
  return (
    <Notice tone="note" title={words.verdictWaiting}>
      {words.verdictWaitingWhy}
    </Notice>
  )
}

function outcomeOf(check: EntryCheck, verdict: MaterialVerdict | null, waiting: boolean) {
  if (verdict === null) return outcomes.checking
  if (verdict.passed.includes(check)) return outcomes.passed
  if (verdict.failed?.check === check) return outcomes.failed
  return waiting && (check === 'head' || check === 'inclusion') ? outcomes.later : outcomes.notMade
}

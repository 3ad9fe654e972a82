import type { ReactNode } from 'react'
import { TierTag } from '#components/changes/tags.tsx'
import { TierReasons } from '#components/intents/tier-reasons.tsx'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { classes } from '#components/ui/classes.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { suspicions } from '#server/loop/intents/vocabulary.ts'
import type { Estimate } from './use-estimate.ts'

const words = en.newIntent

/** How risky the words look and why, while they are written: an estimate, and called one. */
export function EstimatePanel(props: { estimate: Estimate | null; error: unknown; older: boolean }) {
  const { estimate, error, older } = props
  const tier = estimate?.proposed.decision.tier
  return (
    <Panel
      title={words.estimate}
      intro={words.estimateWhy}
      aside={<span className="text-small text-muted">{older && words.reading}</span>}
    >
      <p role="status" className="sr-only">
        {tier && !older && words.estimated(en.changes.tiers[tier])}
      </p>
      <div aria-busy={older} className={classes('transition-opacity', older && 'opacity-60')}>
        {!estimate && !error && <p className="text-muted">{words.estimateWaits}</p>}
        {!estimate && error !== null && <Unavailable error={error} />}
        {estimate && <Told {...estimate.proposed} />}
      </div>
    </Panel>
  )
}

function Unavailable({ error }: { error: unknown }) {
  const { code, sentence } = failureOf(error)
  return <p className="text-muted">{code === 'unavailable' ? words.unavailable : sentence}</p>
}

function Told({ decision, spec, reason, questions, suspicions: noticed }: Estimate['proposed']) {
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <TierTag tier={decision.tier} />
        <span className="text-small">{en.changes.tierMeans[decision.tier]}</span>
      </p>
      {spec ? (
        <p className="text-small">
          <span className="text-muted">{words.wouldBe}: </span>
          {en.intents.shapes[spec.shape]}
        </p>
      ) : (
        <Notice tone="note" title={words.fitsNot}>
          <p className="text-small">{reason && named(reason)}</p>
          <p className="mt-1.5 text-small">{words.fitsNotWhy}</p>
        </Notice>
      )}
      <Lines title={words.open} of={questions} />
      <Lines title={words.noticed} of={[...new Set(noticed.map(({ kind }) => suspicions[kind]))]} />
      {decision.reasons.length > 0 && (
        <Part title={words.decided}>
          <TierReasons reasons={decision.reasons} />
        </Part>
      )}
    </div>
  )
}

/** The words as they were cleaned hold placeholders; a person reads what each stands for. */
function named(sentence: string): string {
  const kinds: Readonly<Record<string, string>> = words.kinds
  return sentence.replaceAll(/⟦([A-Z_]+)_\d+⟧/g, (whole, kind: string) => (kinds[kind] ? `[${kinds[kind]}]` : whole))
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="text-small font-medium">{title}</h3>
      {children}
    </div>
  )
}

function Lines({ title, of }: { title: string; of: readonly string[] }) {
  if (of.length === 0) return null
  return (
    <Part title={title}>
      <ul className="text-small text-muted">
        {of.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  )
}

'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { isText, listOf, readAs, shaped } from '#components/rpc/shape.ts'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import { SpecView } from './spec-view.tsx'
import { WhyTier } from './why-tier.tsx'

const words = en.intents

/** Fetched when someone corrects what was understood. */
const SpecForm = dynamic(async () => (await import('./spec-form.tsx')).SpecForm)

const isSpans = shaped({ inferred: listOf(isText), questions: listOf(isText) })

interface Props {
  change: { id: string; state: string; tier: string; requesterId: string }
  intent: { revision: number; text: string; spec: IntentSpec | null; decision: unknown; spans: unknown }
}

const editable: readonly string[] = ['designing', 'designReview', 'unfit']

/** The words as they were cleaned, the form made of them, and the rules and words that decided the tier. */
export function Understood({ change, intent }: Props) {
  const me = useMe()
  const [editing, setEditing] = useState(false)
  const { spec } = intent
  const reason =
    change.requesterId !== me.id ? words.editRefused : editable.includes(change.state) ? null : words.editTooLate
  return (
    <Panel
      title={words.understood}
      aside={<span className="text-small text-muted">{words.revision(intent.revision)}</span>}
    >
      <div className="grid gap-5">
        <blockquote className="border-l-2 border-line-strong pl-3 whitespace-pre-line">{intent.text}</blockquote>
        {spec && !editing && <SpecView spec={spec} />}
        {spec && editing && <SpecForm changeId={change.id} spec={spec} onClose={() => setEditing(false)} />}
        {spec && !editing && (
          <ReasonedButton id="edit-intent" reason={reason} onClick={() => setEditing(true)}>
            {words.edit}
          </ReasonedButton>
        )}
        <Notes spans={intent.spans} />
        <WhyTier decision={intent.decision} />
      </div>
    </Panel>
  )
}

function Notes({ spans }: { spans: unknown }) {
  const read = readAs(isSpans, spans)
  if (!read) return null
  return (
    <>
      <List title={words.inferred} of={read.inferred} />
      <List title={words.questions} of={read.questions} />
    </>
  )
}

function List({ title, of }: { title: string; of: readonly string[] }) {
  if (of.length === 0) return null
  return (
    <div>
      <h3 className="text-small font-medium">{title}</h3>
      <ul className="text-small text-muted">
        {of.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

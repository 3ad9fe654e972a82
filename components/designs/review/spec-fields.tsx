'use client'
import { type FocusEvent, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { TextArea, TextField } from '#components/ui/field.tsx'
import { type Command, textLimits } from '#server/loop/designs/edit/index.ts'
import { SpecFacts } from '../design-view.tsx'
import { useEditor } from './editor.ts'

const words = en.designReview

/** The design in words. What a field says is one step, done when it is left; what comes of the intent is only shown. */
export function SpecFields() {
  const { spec, reason } = useEditor()
  return (
    <div className="grid gap-6">
      {reason ? (
        <SpecFacts spec={spec} />
      ) : (
        <>
          <div className="grid gap-4">
            <TextOf field="title" />
            <TextOf field="summary" />
            <TextOf field="tradeOff" />
            <LinesOf field="testPlan" />
            <LinesOf field="threats" />
          </div>
          <section aria-labelledby="fixed-title">
            <h3 id="fixed-title" className="font-semibold">
              {words.fixedTitle}
            </h3>
            <p className="mb-3 text-small text-muted">{words.fixedWhy}</p>
            <SpecFacts spec={spec} fixedOnly />
          </section>
        </>
      )}
    </div>
  )
}

function TextOf({ field }: { field: 'title' | 'summary' | 'tradeOff' }) {
  const { spec } = useEditor()
  const label = words.fields[field]
  const leave = useLeaving((typed) => ({ do: 'setText', field, text: typed.trim() }), label)
  // A key, so that undo shows in a field that was left.
  const shared = { id: `spec-${field}`, label, maxLength: textLimits[field], defaultValue: spec[field], ...leave }
  return field === 'title' ? (
    <TextField key={spec[field]} {...shared} />
  ) : (
    <TextArea key={spec[field]} {...shared} rows={field === 'summary' ? 4 : 2} />
  )
}

function LinesOf({ field }: { field: 'testPlan' | 'threats' }) {
  const { spec } = useEditor()
  const label = words[field]
  const leave = useLeaving((typed) => ({ do: 'setLines', field, lines: linesIn(typed) }), label)
  const text = spec[field].join('\n')
  return (
    <TextArea
      key={text}
      id={`spec-${field}`}
      label={label}
      hint={words.oneALine}
      defaultValue={text}
      rows={5}
      {...leave}
    />
  )
}

function linesIn(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Does the command of a field when it is left with something else in it. What cannot be taken is said beside it. */
function useLeaving(commandOf: (typed: string) => Command, name: string) {
  const { act } = useEditor()
  const [problem, setProblem] = useState<string | null>(null)
  const onBlur = ({ currentTarget }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (currentTarget.value === currentTarget.defaultValue) return setProblem(null)
    const refusal = act([commandOf(currentTarget.value)], words.said.changed(name))
    setProblem(refusal && refusal.reason !== 'nothingChanged' ? refusal.sentence : null)
  }
  return { problem, onBlur }
}

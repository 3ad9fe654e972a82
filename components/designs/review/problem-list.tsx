'use client'
import { CircleCheck } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import type { Problem } from '#server/loop/designs/edit/index.ts'
import { useEditor } from './editor.ts'
import { ProblemIcon } from './marks.tsx'

const words = en.designReview

/** What is wrong with the design as it is now, errors first. One that is about a component leads to it. */
export function ProblemList() {
  const { problems } = useEditor()
  if (problems.length === 0)
    return (
      <p className="flex items-center gap-2 text-small text-muted">
        <CircleCheck aria-hidden className="size-4" />
        {words.noProblems}
      </p>
    )
  return (
    <ul className="grid gap-2">
      {problems.map((problem) => (
        <li key={problem.id}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  )
}

function ProblemLine({ problem: { severity, where, sentence } }: { problem: Problem }) {
  const { choose } = useEditor()
  const line = (
    <>
      <ProblemIcon severity={severity} />
      <span className="min-w-0 text-small">
        <span className="font-medium">{words.severities[severity]}</span> {sentence}
      </span>
    </>
  )
  if (where === null) return <p className="flex gap-2 px-2">{line}</p>
  return (
    <button
      type="button"
      onClick={() => choose(where)}
      className="flex w-full gap-2 rounded-control px-2 py-1 text-left hover:bg-sunken"
    >
      {line}
    </button>
  )
}

'use client'
import { CircleCheck, CircleDashed, CircleDot, CircleUser, CircleX } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { classes } from '#components/ui/classes.ts'
import { useNow } from '#components/ui/moment.tsx'
import type { Happening } from '#server/live/vocabulary.ts'
import { type PipelineStep, pipelineOf } from './pipeline.ts'

const words = en.intents

const looks = {
  done: { tone: 'good', icon: CircleCheck, word: words.stepStates.done },
  now: { tone: 'accent', icon: CircleDot, word: words.stepStates.now },
  people: { tone: 'warn', icon: CircleUser, word: words.stepStates.people },
  ended: { tone: 'bad', icon: CircleX, word: words.stepStates.ended },
  waiting: { tone: 'quiet', icon: CircleDashed, word: words.stepStates.waiting },
} as const

/** The seven steps, each with how long it took against what it may take. */
export function PipelineStrip({ state, story }: { state: string; story: readonly Happening[] }) {
  const steps = pipelineOf(state, story, useNow())
  return (
    <section
      aria-label={words.pipeline}
      className="rounded-panel border border-line bg-surface max-sm:p-2 sm:overflow-x-auto"
    >
      <ol className="grid sm:min-w-[46rem] sm:grid-cols-7">
        {steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
    </section>
  )
}

function Step({ step }: { step: PipelineStep }) {
  const { tone, icon: Icon, word } = looks[step.state]
  const over = step.budgetMs !== null && step.spentMs !== null && step.spentMs > step.budgetMs
  return (
    <li
      aria-current={step.state === 'now' || step.state === 'people' ? 'step' : undefined}
      className="flex gap-x-3 border-line px-4 py-3 max-sm:items-center max-sm:px-2 max-sm:py-1.5 sm:flex-col sm:gap-y-1 sm:border-l sm:first:border-l-0"
    >
      <span data-tone={tone} className="tone-text flex items-center gap-2 text-small font-medium">
        <Icon aria-hidden className={classes('size-4 shrink-0', step.state === 'now' && 'breathing')} />
        <span className={step.state === 'waiting' ? 'text-muted' : 'text-ink'}>{step.label}</span>
        <span className="sr-only">{word}</span>
      </span>
      <span className="text-micro text-muted tabular-nums max-sm:ml-auto" suppressHydrationWarning>
        {step.spentMs === null ? '' : duration(step.spentMs)}
        <span className={over ? 'tone-text' : undefined} data-tone={over ? 'warn' : undefined}>
          {step.budgetMs === null
            ? step.state === 'waiting' && words.people
            : ` ${words.budget(duration(step.budgetMs))}`}
        </span>
      </span>
    </li>
  )
}

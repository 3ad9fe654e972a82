'use client'
import { CircleCheck, CircleDashed, CircleDot, CircleUser, CircleX } from 'lucide-react'
import * as en from '#components/messages/en.ts'
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

interface Props {
  change: { state: string; tier: string }
  story: readonly Happening[]
}

/** The seven steps, each with how long it took against what it may take; the one under way counts on. */
export function PipelineStrip({ change, story }: Props) {
  const steps = pipelineOf(change, story, useNow())
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
  return (
    <li
      aria-current={step.state === 'now' || step.state === 'people' ? 'step' : undefined}
      data-step={step.step}
      className="flex gap-x-3 border-line px-4 py-3 max-sm:items-center max-sm:px-2 max-sm:py-1.5 sm:flex-col sm:gap-y-1 sm:border-l sm:first:border-l-0"
    >
      <span data-tone={tone} className="tone-text flex items-center gap-2 text-small font-medium">
        <Icon aria-hidden className={classes('size-4 shrink-0', step.state === 'now' && 'breathing')} />
        <span className={step.state === 'waiting' ? 'text-muted' : 'text-ink'}>{step.label}</span>
        <span className="sr-only">{word}</span>
      </span>
      <span
        data-tone={step.overMs === null ? undefined : 'warn'}
        className={classes(
          'text-micro tabular-nums max-sm:ml-auto max-sm:text-right',
          step.overMs === null ? 'text-muted' : 'tone-text font-medium',
        )}
        suppressHydrationWarning
      >
        {timeOf(step)}
      </span>
    </li>
  )
}

function timeOf({ state, spentMs, budgetMs, overMs }: PipelineStep): string {
  if (spentMs === null && state === 'done') return en.intentViews.untimed
  if (spentMs === null) return budgetMs === null ? en.intentViews.evidenceDecides : words.budget(duration(budgetMs))
  if (budgetMs === null) return duration(spentMs)
  if (overMs !== null) return en.intentViews.over(duration(spentMs), duration(overMs), duration(budgetMs))
  return `${duration(spentMs)} ${words.budget(duration(budgetMs))}`
}

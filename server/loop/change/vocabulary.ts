import type { ChangeState } from './machine.ts'

/** The stages of the loop, in order, as every page and folder names them. */
export const stages = ['intents', 'designs', 'codegen', 'guards', 'autonomy', 'ledger'] as const
export type Stage = (typeof stages)[number]

/** Steps a person sees on the way, each with what the ADR allows it in milliseconds (null: people decide how long). */
export const pipeline = [
  { step: 'classified', label: 'Understood', budgetMs: 5_000, states: [] },
  { step: 'designed', label: 'Designed', budgetMs: 30_000, states: ['designing', 'designReview'] },
  { step: 'generated', label: 'Written', budgetMs: 60_000, states: ['generating'] },
  { step: 'judged', label: 'Judged', budgetMs: 120_000, states: ['judging'] },
  { step: 'built', label: 'Built', budgetMs: 60_000, states: ['building'] },
  { step: 'approved', label: 'Approved', budgetMs: null, states: ['approving'] },
  { step: 'deployed', label: 'Deployed', budgetMs: null, states: ['rollingOut', 'merging'] },
] as const satisfies readonly {
  step: string
  label: string
  budgetMs: number | null
  states: readonly ChangeState[]
}[]

/** One change as lists show it. */
export interface ChangeLine {
  id: string
  title: string
  service: string
  state: string
  kind: string
  tier: string
  requesterId: string
  humanMade: boolean
  practice: boolean
  reason: string | null
  createdAt: Date
  updatedAt: Date
}

/** States in which the system itself is expected to act next, so a reconciler may nudge them. */
export const automatedStates = ['designing', 'generating', 'judging', 'building', 'rollingOut', 'merging'] as const

const onTheWay: ReadonlySet<string> = new Set(pipeline.flatMap(({ states }): readonly string[] => states))

/** Nothing more happens by itself, and nobody is asked: the change has ended, or a person must begin again. */
export const rests = (state: string): boolean => !onTheWay.has(state)

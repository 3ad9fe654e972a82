import type { ChangeState } from './machine.ts'
import { stageBudgetsMs } from './thresholds.ts'

/** The stages of the loop, in order, as every page and folder names them. */
export const stages = ['intents', 'designs', 'codegen', 'guards', 'autonomy', 'ledger'] as const
export type Stage = (typeof stages)[number]

/** Steps a person sees on the way, each with what it may take in milliseconds (null: people or evidence decide how long). */
export const pipeline = [
  { step: 'classified', label: 'Understood', budgetMs: stageBudgetsMs.classification, states: [] },
  { step: 'designed', label: 'Designed', budgetMs: stageBudgetsMs.design, states: ['designing', 'designReview'] },
  { step: 'generated', label: 'Written', budgetMs: stageBudgetsMs.code, states: ['generating'] },
  { step: 'judged', label: 'Judged', budgetMs: stageBudgetsMs.policy, states: ['judging'] },
  { step: 'built', label: 'Built', budgetMs: stageBudgetsMs.build, states: ['building'] },
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

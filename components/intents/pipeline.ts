import type { Happening } from '#server/live/vocabulary.ts'
import { approvalDueMinutes } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { changeMachine } from '#server/loop/change/machine.ts'
import { pipeline } from '#server/loop/change/vocabulary.ts'

export type StepState = 'done' | 'now' | 'people' | 'ended' | 'waiting'

export interface PipelineStep {
  step: string
  label: string
  /** Null where evidence decides how long, and nobody's word. */
  budgetMs: number | null
  state: StepState
  /** Time spent in it so far; null before it began. */
  spentMs: number | null
  /** By how much it took longer than it may; null while it did not. */
  overMs: number | null
}

/** States in which people, not the system, act next. */
const peopleStates: readonly string[] = ['designReview', 'approving']
const troubled: readonly string[] = ['unfit', 'denied', 'declined', 'failed', 'withdrawn', 'rolledBack']

interface Standing {
  state: string
  tier: string
}

/** How far a change has come and how long each step took, from what happened to it. `nowMs` closes the step under way. */
export function pipelineOf({ state, tier }: Standing, story: readonly Happening[], nowMs: number): PipelineStep[] {
  const spent = timeInStates(story, changeMachine.isFinal(state) || troubled.includes(state) ? null : nowMs)
  const reached = pipeline.map(({ states }) => states.some((each) => spent.has(each)))
  const last = reached.lastIndexOf(true)
  return pipeline.map(({ step, label, budgetMs: own, states }, index) => {
    const budgetMs = step === 'approved' ? approvalBudgetMs(tier) : own
    // The system's budget is the system's: the time people take to answer does not count against it.
    const counted = own === null ? states : states.filter((each) => !peopleStates.includes(each))
    const spentMs = step === 'classified' ? timeToUnderstand(story) : sumOf(spent, counted)
    const over = budgetMs !== null && spentMs !== null && spentMs > budgetMs
    return {
      ...{ step, label, budgetMs, spentMs },
      overMs: over ? spentMs - budgetMs : null,
      state: stateOf(index, { state, states, last }),
    }
  })
}

/** ADR-001 "SLOs": how long the people of this tier have. */
function approvalBudgetMs(tier: string): number | null {
  const minutes = tier in approvalDueMinutes ? approvalDueMinutes[tier as keyof typeof approvalDueMinutes] : null
  return minutes === null ? null : minutes * 60_000
}

/** Understanding is one act, so it says itself how long it took. */
function timeToUnderstand(story: readonly Happening[]): number | null {
  const took = story.map(({ detail }) => detail.understoodInMs).find((each) => typeof each === 'number')
  return took ?? null
}

function sumOf(spent: ReadonlyMap<string, number>, states: readonly string[]): number | null {
  const known = states.filter((each) => spent.has(each))
  return known.length > 0 ? known.reduce((sum, each) => sum + (spent.get(each) ?? 0), 0) : null
}

function stateOf(
  index: number,
  { state, states, last }: { state: string; states: readonly string[]; last: number },
): StepState {
  if (state === 'delivered') return 'done'
  if (states.includes(state)) return peopleStates.includes(state) ? 'people' : 'now'
  if (troubled.includes(state) && index === Math.max(last, 0)) return 'ended'
  return index <= last || index === 0 ? 'done' : 'waiting'
}

/** Milliseconds spent in each state the change was seen in. */
function timeInStates(story: readonly Happening[], nowMs: number | null): Map<string, number> {
  const spent = new Map<string, number>()
  const moves = story.filter(
    (happening, index) => happening.state !== null && happening.state !== story[index - 1]?.state,
  )
  moves.forEach(({ state, at }, index) => {
    const next = moves[index + 1]
    const end = next ? Date.parse(next.at) : (nowMs ?? Date.parse(story.at(-1)?.at ?? at))
    if (state) spent.set(state, (spent.get(state) ?? 0) + Math.max(0, end - Date.parse(at)))
  })
  return spent
}

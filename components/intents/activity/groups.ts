import type { ActOfStory } from './acts.ts'

/** The part of the loop that an act belongs to. */
export const parts = ['intent', 'design', 'code', 'policy', 'build', 'approval', 'rollout', 'merge', 'other'] as const
export type Part = (typeof parts)[number]

export interface ToldAct extends ActOfStory {
  /** `low` is folded until someone asks; a failure never is. */
  weight: 'low' | 'plain' | 'failure'
}

/** Acts of one part that follow each other, oldest first. */
export interface Group {
  /** The cursor of its first act: it stays the same as the group grows. */
  key: string
  part: Part
  acts: readonly ToldAct[]
  tookMs: number
}

const partOfPrefix: Readonly<Record<string, Part | undefined>> = {
  intent: 'intent',
  design: 'design',
  codegen: 'code',
  guard: 'policy',
  build: 'build',
  approval: 'approval',
  rollout: 'rollout',
}
const partOfEvent: Readonly<Record<string, Part | undefined>> = {
  'change.submitCommit': 'code',
  'change.amend': 'code',
  'change.merge': 'merge',
  'change.withdraw': 'intent',
  'change.retry': 'intent',
}

export function partOf(event: string): Part {
  return partOfEvent[event] ?? partOfPrefix[event.split('.')[0] ?? ''] ?? 'other'
}

const failing: ReadonlySet<string> = new Set(['codegen.abandon', 'approval.decline', 'rollout.rollBack'])
const troubled: ReadonlySet<string> = new Set(['unfit', 'denied', 'declined', 'failed', 'rolledBack'])

/** Looks that changed nothing, and beginnings of what has an outcome by now. */
function weightOf(act: ActOfStory, before: ActOfStory | undefined, after: readonly ActOfStory[]): ToldAct['weight'] {
  const intoTrouble = troubled.has(act.state ?? '') && act.state !== before?.state
  if ((failing.has(act.event) && !act.began) || intoTrouble) return 'failure'
  if (failing.has(act.event)) return 'low'
  const finished = act.began && after.some(({ event, began }) => !began && partOf(event) === partOf(act.event))
  const onlyLooked = act.event === 'rollout.observe' && act.state === before?.state
  return finished || onlyLooked ? 'low' : 'plain'
}

/** The story in the parts of the loop, as they followed each other; a part that came again is there again. */
export function groupsOf(acts: readonly ActOfStory[]): Group[] {
  const told = acts.map((act, at): ToldAct => ({ ...act, weight: weightOf(act, acts[at - 1], acts.slice(at + 1)) }))
  const groups: ToldAct[][] = []
  for (const act of told) {
    const open = groups.at(-1)
    if (open?.[0] && partOf(open[0].event) === partOf(act.event)) open.push(act)
    else groups.push([act])
  }
  return groups.map(groupOf)
}

function groupOf(acts: readonly ToldAct[]): Group {
  const [first] = acts
  const from = Date.parse(first?.at ?? '')
  return {
    key: first?.cursor ?? '',
    part: partOf(first?.event ?? ''),
    acts,
    tookMs: Math.max(0, Date.parse(acts.at(-1)?.at ?? '') - from),
  }
}

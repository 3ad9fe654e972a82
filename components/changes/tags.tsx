import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Diamond,
  OctagonAlert,
  TriangleAlert,
  Undo2,
  UserPen,
} from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag, type Tone } from '#components/ui/tag.tsx'
import { automatedStates } from '#server/loop/change/vocabulary.ts'

const tiers = {
  low: { tone: 'good', icon: Circle },
  medium: { tone: 'note', icon: Diamond },
  high: { tone: 'warn', icon: TriangleAlert },
  critical: { tone: 'bad', icon: OctagonAlert },
} as const

/** The tier by shape, word and tone. */
export function TierTag({ tier }: { tier: string }) {
  const known = tier in tiers ? (tier as keyof typeof tiers) : 'critical'
  return <Tag {...tiers[known]}>{en.changes.tiers[known]}</Tag>
}

type State = keyof typeof en.changes.states

const ended: Partial<Record<State, { tone: Tone; icon: typeof Circle }>> = {
  delivered: { tone: 'good', icon: CircleCheck },
  denied: { tone: 'bad', icon: CircleX },
  declined: { tone: 'bad', icon: CircleX },
  failed: { tone: 'bad', icon: CircleAlert },
  unfit: { tone: 'warn', icon: CircleAlert },
  withdrawn: { tone: 'quiet', icon: CircleDashed },
  rolledBack: { tone: 'warn', icon: Undo2 },
}

const isAutomated = (state: string) => (automatedStates as readonly string[]).includes(state)

/** Where a change stands. What moves by itself breathes; what waits for people does not. */
export function StateTag({ state }: { state: string }) {
  const known = state as State
  const look =
    ended[known] ??
    (isAutomated(state) ? { tone: 'accent' as const, icon: CircleDot } : { tone: 'warn' as const, icon: CircleDashed })
  return (
    <Tag {...look} moving={isAutomated(state)}>
      {en.changes.states[known] ?? state}
    </Tag>
  )
}

export function HumanTag() {
  return (
    <Tag tone="quiet" icon={UserPen}>
      {en.changes.human}
    </Tag>
  )
}

import { CircleCheck, CircleDashed, CircleDot, CirclePause, Undo2 } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'

const looks = {
  preparing: { tone: 'accent', icon: CircleDot },
  sandbox: { tone: 'accent', icon: CircleDot },
  canary: { tone: 'accent', icon: CircleDot },
  gate: { tone: 'warn', icon: CirclePause },
  stable: { tone: 'good', icon: CircleCheck },
  rollingBack: { tone: 'bad', icon: Undo2 },
  rolledBack: { tone: 'warn', icon: Undo2 },
  abandoned: { tone: 'quiet', icon: CircleDashed },
} as const

/** Where a rollout stands. What moves by itself breathes. */
export function RolloutTag({ state }: { state: string }) {
  const known = state in looks ? (state as keyof typeof looks) : 'abandoned'
  return (
    <Tag {...looks[known]} moving={isOnTrial(known) || known === 'preparing'}>
      {en.rollout.states[known]}
    </Tag>
  )
}

export const isOnTrial = (state: string) => state === 'sandbox' || state === 'canary'

export const percentOf = (parts: number) => `${parts / 100} %`

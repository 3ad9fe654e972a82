import { CircleCheck, Siren } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import { rollbackCauses } from '#server/loop/autonomy/rollout/vocabulary.ts'

const words = en.incidents

export function IncidentTag({ state }: { state: string }) {
  const open = state === 'open'
  return (
    <Tag tone={open ? 'bad' : 'quiet'} icon={open ? Siren : CircleCheck}>
      {open ? words.states.open : words.states.closed}
    </Tag>
  )
}

/** Why, in the words that the deployment’s page has for it too. */
export function causeWords(cause: string, automatic: boolean): string {
  if (!automatic && cause === 'person') return words.byPerson
  return cause in rollbackCauses ? rollbackCauses[cause as keyof typeof rollbackCauses] : cause
}

import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'

const words = en.intents

export interface TierReason {
  source: string
  name: string
  tier: string
  words: readonly { term: string }[]
}

/** The rules that decided a tier, each with the words it found. */
export function TierReasons({ reasons }: { reasons: readonly TierReason[] }) {
  return (
    <ul className="mt-1.5 grid gap-1.5 text-small">
      {reasons.map(({ source, name, tier, words: said }) => (
        <li key={`${source}:${name}`} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <TierTag tier={tier} />
          <span>
            {name
              .replaceAll(/([A-Z_])/g, ' $1')
              .replaceAll('_', '')
              .toLowerCase()}
          </span>
          <span className="text-muted">
            {words.reasonSources[source as keyof typeof words.reasonSources] ?? source}
            {said.length > 0 && `: ${[...new Set(said.map(({ term }) => term))].join(', ')}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

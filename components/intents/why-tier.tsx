import * as z from 'zod/mini'
import { TierTag } from '#components/changes/tags.tsx'
import { en } from '#components/messages/en.ts'

const words = en.intents

const Decision = z.object({
  reasons: z.array(
    z.object({
      source: z.string(),
      name: z.string(),
      tier: z.string(),
      words: z.array(z.object({ term: z.string() })),
    }),
  ),
})

/** The rules and words that decided the tier. */
export function WhyTier({ decision }: { decision: unknown }) {
  const read = z.safeParse(Decision, decision).data
  if (!read) return null
  return (
    <div>
      <h3 className="text-small font-medium">{words.why}</h3>
      <ul className="mt-1.5 grid gap-1.5 text-small">
        {read.reasons.map(({ source, name, tier, words: said }) => (
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
    </div>
  )
}

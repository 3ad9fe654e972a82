import * as z from 'zod/mini'
import * as en from '#components/messages/en.ts'
import { TierReasons } from './tier-reasons.tsx'

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
      <h3 className="text-small font-medium">{en.intents.why}</h3>
      <TierReasons reasons={read.reasons} />
    </div>
  )
}

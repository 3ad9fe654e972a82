import * as en from '#components/messages/en.ts'
import { isText, listOf, readAs, shaped } from '#components/rpc/shape.ts'
import { TierReasons } from './tier-reasons.tsx'

const isDecision = shaped({
  reasons: listOf(shaped({ source: isText, name: isText, tier: isText, words: listOf(shaped({ term: isText })) })),
})

/** The rules and words that decided the tier. */
export function WhyTier({ decision }: { decision: unknown }) {
  const read = readAs(isDecision, decision)
  if (!read) return null
  return (
    <div>
      <h3 className="text-small font-medium">{en.intents.why}</h3>
      <TierReasons reasons={read.reasons} />
    </div>
  )
}

import { Failure } from '#server/platform/errors.ts'
import type { Policy } from '#server/policy/index.ts'
import type { ConsentFacts, Verdict } from '#server/policy/schemas.ts'
import { processingFacts } from './facts.ts'

/** ADR-001 "Jurisdiction": what asking a model abroad is, as a use of data that consent must cover. */
export const modelCallUse = { purpose: 'model_assistance', category: 'intent_text' } as const

/** Where each model runs; null where it runs on this machine, so that nothing leaves it. */
export function regionOf(provider: 'anthropic' | 'templates', baseUrl: string): string | null {
  if (provider === 'templates') return null
  const { hostname } = new URL(baseUrl)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname) ? null : 'US'
}

export interface ModelCallAnswer {
  allowed: boolean
  region: string | null
  /** The envelopes that were looked at. */
  consents: readonly ConsentFacts[]
  /** Null where nothing was asked, because nothing leaves the machine. */
  verdict: Verdict | null
}

/**
 * May the words of an intent, placeholders in place of personal data, go to a model in this region? Rego `privacy` decides,
 * for each envelope's person: one that covers purpose, category and transfer is enough.
 */
export function mayCallModel(
  policy: Policy,
  consents: readonly ConsentFacts[],
  region: string | null,
  nowMs: number,
): ModelCallAnswer {
  if (region === null) return { allowed: true, region, consents, verdict: null }
  const people = [...new Set(consents.map(({ person }) => person))]
  const verdicts = (people.length > 0 ? people : ['nobody']).map((person) => {
    const { purpose, category } = modelCallUse
    const use = { person, purpose, categories: [category], region, ageDays: 0 } as const
    return policy.evaluate('guard/verdict', processingFacts(use, consents, { nowMs, policyDigest: policy.digest }))
  })
  const verdict = verdicts.find(({ allow }) => allow) ?? verdicts[0] ?? null
  return { allowed: verdict?.allow === true, region, consents, verdict }
}

/**
 * The check that the model chain makes before each request. A model that may not be asked is passed by (`residency`); one
 * that runs here may always be.
 * @throws Failure `refused`, reason `residency`.
 */
export function ensureMayCallModel(answer: ModelCallAnswer): void {
  if (answer.allowed) return
  const rules = answer.verdict?.findings.map(({ rule }) => rule) ?? []
  throw new Failure(
    'refused',
    'residency',
    `The words of this intent may not be sent to a model in ${answer.region}: no consent envelope of the workspace covers it. Templates go on here; to use the model, add an envelope for ${modelCallUse.purpose} with cross_border_transfer.`,
    { rules },
  )
}

import type { RiskTier } from '#server/loop/change/tier.ts'
import { activePolicy } from '#server/policy/index.ts'
import type { ClassificationFacts } from '#server/policy/schemas.ts'
import { sanitise } from './sanitise/index.ts'
import type { IntentSpec, WorkspaceModel } from './schemas.ts'
import { structure } from './structure/index.ts'
import { formTerms, riskTerms } from './terms/index.ts'
import type { Sanitised } from './vocabulary.ts'

/** What the policy says an intent is, with the words and rules that decided. */
export interface IntentDecision {
  policyDigest: string
  kind: string
  tier: RiskTier
  reasons: readonly {
    source: string
    name: string
    tier: RiskTier
    words: readonly { term: string; start: number; end: number }[]
  }[]
  approvers: readonly string[]
  designReview: boolean
}

export interface Classified {
  facts: ClassificationFacts
  decision: IntentDecision
}

/** Kind and tier of an intent, decided by Rego `autonomy` alone, offline. @throws PolicyRefusal; then nothing is accepted. */
export async function classify(
  { text, suspicions }: Pick<Sanitised, 'text' | 'suspicions'>,
  spec: IntentSpec | null,
): Promise<Classified> {
  const policy = await activePolicy()
  const facts: ClassificationFacts = {
    version: 1,
    policyDigest: policy.digest,
    text: {
      terms: [...riskTerms(text), ...(spec ? formTerms(spec, text.length) : [])],
      suspicions: suspicions.map((each) => ({ ...each })),
    },
    form: spec && { shape: spec.shape, personalFields: personalFields(spec) },
    model: null,
    design: null,
    diff: null,
  }
  return { facts, decision: policy.evaluate('autonomy/classification', facts) }
}

/**
 * Kind and tier of words alone, for no service in particular: the grammar reads what needs no workspace, such as a page of
 * documentation or a new resource.
 */
export async function classifyWords(text: string): Promise<Classified> {
  const sanitised = sanitise(text)
  return await classify(sanitised, structure(sanitised.text, nowhere).spec)
}

const nowhere: WorkspaceModel = { version: 1, service: 'nowhere', entities: [], config: {} }

function personalFields(spec: IntentSpec): number {
  if (spec.shape === 'resource') return spec.entity.fields.filter(({ personal }) => personal).length
  return spec.shape === 'addField' && spec.field.personal ? 1 : 0
}

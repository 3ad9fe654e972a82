import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import type { Understood } from './understood.ts'

type Event = Extract<EntryDraft, { kind: 'intent' }>['predicate']['event']

/** What the ledger holds of an intent: shape, rules and digests. Every word of the person is a salted digest. */
export function intentEntry(
  { changeId, intentId, service, personId }: { changeId: string; intentId: string; service: string; personId: string },
  event: Event,
  { spec, sanitised, classified }: Pick<Understood, 'spec' | 'sanitised' | 'classified'>,
): EntryDraft {
  const { decision } = classified
  const removed: Record<string, string> =
    sanitised.removed.length > 0 ? { removed: JSON.stringify(sanitised.removed) } : {}
  return {
    kind: 'intent',
    changeId,
    runId: null,
    riskTier: decision.tier,
    // Salted by the random id, so that a short form cannot be guessed from its digest.
    subjects: [{ name: intentId, sha256: digestOf({ intentId, spec }) }],
    materials: [{ name: 'policy', sha256: decision.policyDigest }],
    predicate: {
      event,
      shape: spec?.shape ?? null,
      service,
      classifier: { id: 'policies/autonomy', version: decision.policyDigest, confidence: null },
      rules: decision.reasons.map(({ source, name }) => `${source}.${name}`),
      reclassificationOf: null,
    },
    personal: { subject: personId, fields: { text: sanitised.text, ...removed } },
  }
}

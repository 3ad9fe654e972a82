import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import { kindOfScope } from './store.ts'
import { type HaltSource, unspecifiedReason } from './vocabulary.ts'

interface Switched {
  haltId: string
  scope: string
  action: 'halt' | 'resume'
  source: HaltSource
  serviceKnown: boolean
  reason: string
  at: Date
}

/** What the ledger holds of a halt or its end. The reason's words are a salted digest. @param issuer whose words they are */
export function switchEntry(switched: Switched, issuer: string): EntryDraft {
  const { haltId, scope, action, source, serviceKnown, reason, at } = switched
  const reasonGiven = reason !== unspecifiedReason && reason !== ''
  return {
    kind: 'kill-switch',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: haltId, sha256: sha256(`${haltId}:${action}`) }],
    materials: [],
    predicate: {
      action,
      scope: kindOfScope(scope),
      service: scope.startsWith('service:') ? scope.slice('service:'.length) : null,
      serviceKnown,
      reasonGiven,
      source,
      effectiveAt: at.toISOString(),
    },
    ...(reasonGiven ? { personal: { subject: issuer, fields: { reason } } } : {}),
  }
}

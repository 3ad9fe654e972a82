import type { EntryDraft } from '../../draft.ts'
import type { EntryKind } from '../../vocabulary.ts'
import { commit, entryId, frame, moment, sha } from './parts.ts'

type Draft<K extends EntryKind> = Extract<EntryDraft, { kind: K }>

const about = { ...frame, subjects: [...frame.subjects], materials: [...frame.materials] }

/** An allow with one finding that does not block. */
export const policyDecisionOf = (): Draft<'policy-decision'> => ({
  ...about,
  kind: 'policy-decision',
  predicate: {
    decision: 'allow',
    decisionId: 'vrd_1',
    bundleSha256: sha('bundle'),
    inputSha256: sha('input'),
    engine: 'opa-wasm',
    packages: [
      {
        package: 'quality',
        decision: 'allow',
        findings: [{ rule: 'quality.length', severity: 'low', file: 'src/vessels.ts', line: 12 }],
        evidence: ['tests'],
      },
    ],
  },
})

export const policyActivationSample: Draft<'policy-activation'> = {
  ...about,
  kind: 'policy-activation',
  predicate: {
    event: 'activated',
    bundleSha256: sha('bundle'),
    previousBundleSha256: null,
    testsPassed: 120,
    testsFailed: 0,
  },
}

export const consentSample: Draft<'consent'> = {
  ...about,
  kind: 'consent',
  predicate: {
    event: 'granted',
    envelopeId: 'cns_1',
    envelopeSha256: sha('envelope'),
    purposes: ['code_generation'],
    expiresAt: moment,
  },
}

export const consentCheckSample: Draft<'consent-check'> = {
  ...about,
  kind: 'consent-check',
  predicate: {
    decision: 'permitted',
    purpose: 'code_generation',
    envelopeId: 'cns_1',
    envelopeSha256: sha('envelope'),
    reason: null,
  },
}

const manifest = {
  format: 'https://codex-dominion.dev/evidence-manifest/v1',
  changeId: 'chg_sample',
  entries: [{ entryId, kind: 'intent', leafSha256: sha('leaf') }],
  artifacts: [{ name: 'artifact', sha256: sha('artifact') }],
} as const

export const evidenceSample: Draft<'evidence'> = {
  ...about,
  kind: 'evidence',
  predicate: {
    bundleSha256: sha('manifest'),
    manifest: { ...manifest, entries: [...manifest.entries], artifacts: [...manifest.artifacts] },
  },
}

export const approvalSample: Draft<'approval'> = {
  ...about,
  kind: 'approval',
  predicate: {
    decision: 'approved',
    purpose: 'release',
    role: 'lead',
    rule: 'release.medium',
    automatic: false,
    evidenceSha256: sha('manifest'),
    reason: null,
    stepUp: 'none',
  },
}

/** With a person's words, whose salt is fixed where bytes are compared. */
export const killSwitchSample: Draft<'kill-switch'> = {
  ...about,
  kind: 'kill-switch',
  changeId: null,
  runId: null,
  riskTier: null,
  predicate: {
    action: 'halt',
    scope: 'service',
    service: 'harbour',
    serviceKnown: true,
    reasonGiven: true,
    source: 'page',
    effectiveAt: moment,
  },
  personal: { subject: 'prs_1', fields: { reason: 'It loses arrivals.' } },
}

export const identitySample: Draft<'identity'> = {
  ...about,
  kind: 'identity',
  predicate: {
    event: 'roleGranted',
    person: 'prs_1',
    roles: ['lead'],
    details: { by: 'prs_2', count: 1, first: true },
  },
}

export const changeSample: Draft<'change'> = {
  ...about,
  kind: 'change',
  predicate: { event: 'run.ready', from: 'generating', to: 'judging', reason: null, details: { commit, number: 1 } },
}

import type { EntryDraft } from '../../draft.ts'
import type { EntryKind } from '../../vocabulary.ts'
import { commit, frame, moment, sha } from './parts.ts'

type Draft<K extends EntryKind> = Extract<EntryDraft, { kind: K }>

const about = {
  ...frame,
  materials: [...frame.materials],
  subjects: [{ name: `commit:${commit}`, sha256: sha(commit), gitCommit: commit }],
}

export const checkSample: Draft<'check'> = {
  ...about,
  kind: 'check',
  predicate: {
    result: 'PASSED',
    configuration: [{ name: 'vitest@5.1.1' }],
    passedTests: ['lists vessels'],
    dominion_check: {
      name: 'tests',
      commit,
      durationMs: 812.5,
      coverage: 0.93,
      findings: 0,
      reportSha256: sha('report'),
    },
  },
}

export const componentsSample: Draft<'components'> = {
  ...about,
  kind: 'components',
  predicate: {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: moment,
      component: { type: 'application', name: 'harbour', version: commit },
      properties: [{ name: 'dominion:components', value: '214' }],
    },
    externalReferences: [
      { type: 'bom', url: `urn:sha256:${sha('bom')}`, hashes: [{ alg: 'SHA-256', content: sha('bom') }] },
    ],
  },
}

export const vulnerabilitiesSample: Draft<'vulnerabilities'> = {
  ...about,
  kind: 'vulnerabilities',
  predicate: {
    scanner: {
      uri: 'pkg:npm/scanner',
      version: '1.0.0',
      db: { uri: 'https://advisories.example', version: '7', lastUpdate: moment },
      result: [
        { id: 'CVE-2026-0001', severity: [{ method: 'nvd', score: 'medium' }], annotations: [{ fix: '1.0.1' }] },
      ],
    },
    metadata: { scanStartedOn: moment, scanFinishedOn: moment },
  },
}

export const verificationSample: Draft<'verification'> = {
  ...about,
  kind: 'verification',
  predicate: {
    verifier: {
      id: 'https://codex-dominion.dev/policy/v1',
      policies: [{ name: 'policy bundle', digest: { sha256: sha('bundle') } }],
    },
    timeCreated: moment,
    properties: ['DOMINION_SECURITY_PASSED', 'DOMINION_LICENSING_PASSED'],
  },
}

export const sourceLevelSample: Draft<'source-level'> = {
  ...about,
  kind: 'source-level',
  predicate: {
    verifier: { id: 'https://codex-dominion.dev/source/v1' },
    timeVerified: moment,
    resourceUri: 'git:harbour',
    policy: { uri: 'https://codex-dominion.dev/source-level/v1' },
    verificationResult: 'PASSED',
    verifiedLevels: ['SLSA_SOURCE_LEVEL_1', 'ORG_SOURCE_TESTED'],
    slsaVersion: '1.2',
  },
}

import type { EntryDraft } from '../../draft.ts'
import type { EntryKind } from '../../vocabulary.ts'
import { artifact, entryId, frame, moment, sha } from './parts.ts'

type Draft<K extends EntryKind> = Extract<EntryDraft, { kind: K }>

const about = { ...frame, subjects: [...frame.subjects], materials: [...frame.materials] }
const previous = `sha256:${sha('previous')}`

export const deploymentSample: Draft<'deployment'> = {
  ...about,
  kind: 'deployment',
  predicate: {
    event: 'advanced',
    service: 'harbour',
    environment: 'canary',
    stage: 'after:canary',
    weightPartsOf10k: 500,
    artifactDigest: artifact,
    previousArtifactDigest: previous,
    rollbackTarget: previous,
    epoch: 7,
    judgement: {
      verdict: 'proven:withinLimits',
      attempts: 400,
      failures: 0,
      slow: 2,
      eValue: 1.25,
      p95Ms: 41.5,
      observedMs: 300_000,
    },
  },
}

const live = { attempts: 400, failures: 1, errorRate: 0.0025, slow: 2, p95Ms: 41.5, latencyLimitMs: 500 }

export const performanceSample: Draft<'performance'> = {
  ...about,
  kind: 'performance',
  predicate: {
    service: 'harbour',
    rolloutId: 'rol_1',
    stage: 'canary',
    step: 1,
    weightPartsOf10k: 500,
    artifactDigest: artifact,
    endedBy: 'canary',
    observedMs: 300_000,
    live,
    probe: { attempts: 0, failures: 0, errorRate: null, slow: 0, p95Ms: null, latencyLimitMs: 500 },
    stable: { attempts: 7_600, failures: 12 },
    limits: { errorRate: 0.01, slowShare: 0.05 },
  },
}

const measured = { measure: 'errorRate', measured: 0.1, limit: 0.01 } as const
const times = { detectedAt: moment, decidedAt: moment, restoredAt: moment }

export const rollbackSample: Draft<'rollback'> = {
  ...about,
  kind: 'rollback',
  predicate: {
    service: 'harbour',
    trigger: 'errorRate',
    ...measured,
    fromArtifactDigest: artifact,
    toArtifactDigest: previous,
    automatic: true,
    cause: 'errors',
    ...times,
  },
}

export const incidentSample: Draft<'incident'> = {
  ...about,
  kind: 'incident',
  predicate: {
    event: 'opened',
    incidentId: 'inc_1',
    service: 'harbour',
    rolloutId: 'rol_1',
    artifactDigest: artifact,
    automatic: true,
    cause: 'errors',
    ...measured,
    ...times,
    entries: [{ entryId, kind: 'deployment', leafSha256: sha('leaf') }],
    prompts: [{ name: 'code/v1', sha256: sha('code/v1') }],
    reasonGiven: false,
  },
}

export const resealSample: Draft<'reseal'> = {
  ...about,
  kind: 'reseal',
  predicate: {
    service: 'harbour',
    artifactDigest: artifact,
    label: 'ROLLBACK - errors',
    cause: 'errors',
    rollbackEntry: entryId,
    incidentId: 'inc_1',
    bundleSha256: sha('bundle'),
    approvals: [entryId],
    validationHours: 48,
  },
}

export const sealSample: Draft<'seal'> = {
  ...about,
  kind: 'seal',
  predicate: {
    event: 'given',
    subject: { name: 'harbour artifact', sha256: sha('artifact') },
    roles: ['council'],
    renews: null,
    validFrom: moment,
    validUntil: moment,
  },
}

export const clockSample: Draft<'clock'> = {
  ...about,
  kind: 'clock',
  predicate: { fromOffsetMs: 0, toOffsetMs: 86_400_000 },
}

const checkpointKey = 'log.example/2026q4+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'

export const keysetSample: Draft<'keyset'> = {
  ...about,
  kind: 'keyset',
  predicate: {
    shard: '2026q4',
    origin: 'log.example/2026q4',
    checkpointKey,
    keys: [{ purpose: 'entry', keyId: sha('key'), algorithm: 'ed25519', spki: 'MCowBQYDK2VwAyEA' }],
  },
}

export const shardGenesisSample: Draft<'shard-genesis'> = {
  ...about,
  kind: 'shard-genesis',
  predicate: {
    shard: '2026q4',
    origin: 'log.example/2026q4',
    checkpointKey,
    previous: {
      shard: '2026q3',
      origin: 'log.example/2026q3',
      size: 1_000,
      rootSha256: sha('root'),
      lastEntry: entryId,
    },
  },
}

export const keyRotationSample: Draft<'key-rotation'> = {
  ...about,
  kind: 'key-rotation',
  predicate: { purposes: ['entry', 'commit'], reason: 'asked' },
}

export const projectionSample: Draft<'projection'> = {
  ...about,
  kind: 'projection',
  predicate: {
    shard: '2026q4',
    size: 1_000,
    entries: 3_000,
    nodes: 9_000,
    edges: 12_000,
    sha256: sha('graph'),
    rule: 'https://codex-dominion.dev/lineage/v1',
  },
}

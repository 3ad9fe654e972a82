import type { EntryDraft } from '../../draft.ts'
import type { EntryKind } from '../../vocabulary.ts'
import { artifact, commit, entryId, frame, moment, sha } from './parts.ts'

type Draft<K extends EntryKind> = Extract<EntryDraft, { kind: K }>

const about = { ...frame, subjects: [...frame.subjects], materials: [...frame.materials] }

export const intentSample: Draft<'intent'> = {
  ...about,
  kind: 'intent',
  predicate: {
    event: 'classified',
    shape: 'resource',
    service: 'harbour',
    classifier: { id: 'rules', version: '1', confidence: 0.9 },
    rules: ['autonomy.text.auth'],
    reclassificationOf: entryId,
  },
}

export const designSample: Draft<'design'> = {
  ...about,
  kind: 'design',
  predicate: {
    event: 'chosen',
    source: 'template',
    options: [{ name: 'dsg_1', sha256: sha('option') }],
    chosen: 'dsg_1',
    templates: [{ name: 'api/resource@1.0.0', sha256: sha('pack') }],
    specSha256: sha('option'),
    reviewRequired: false,
  },
}

/** One request to a model for code. */
export function generationOf({ outcome }: { outcome: 'answered' | 'failed' }): Draft<'generation'> {
  const answered = outcome === 'answered'
  return {
    ...about,
    kind: 'generation',
    materials: [{ name: 'code/v1', sha256: sha('code/v1') }],
    predicate: {
      purpose: 'code',
      outcome,
      provider: 'anthropic',
      requestedModel: 'claude-sonnet-5-5',
      answeredModel: answered ? 'claude-sonnet-5-5-20261015' : null,
      client: '@anthropic-ai/sdk@1.12.0',
      fallbackRank: 0,
      repair: 0,
      promptTemplateId: 'code/v1',
      promptTemplateSha256: sha('code/v1'),
      promptSha256: sha('prompt'),
      requestSha256: sha('request'),
      responseSha256: answered ? sha('response') : null,
      requestId: 'req_1',
      parameters: { maximumOutputTokens: 32_000, deadlineMs: 35_000 },
      inputTokens: 1_200,
      outputTokens: answered ? 800 : 0,
      cacheReadTokens: 0,
      costUsd: answered ? 0.0104 : null,
      confidence: answered ? 0.85 : null,
      outputs: answered ? [{ name: 'src/vessels.ts', sha256: sha('vessels') }] : [],
      toolCalls: answered ? [{ name: 'read', inputSha256: sha('asked'), outputSha256: null }] : [],
      aiLines: answered ? 40 : null,
      templateLines: answered ? 0 : null,
      humanLines: answered ? 0 : null,
      region: 'us',
      timeToFirstByteMs: 310.5,
      latencyMs: 4_200,
      retry: 0,
      stopReason: answered ? 'end_turn' : null,
      fault: answered ? null : 'overloaded',
    },
  }
}

export const buildSample: Draft<'build'> = {
  ...about,
  kind: 'build',
  predicate: {
    buildDefinition: {
      buildType: 'https://codex-dominion.dev/build/sandboxed/v1',
      externalParameters: { service: 'harbour', commit },
      internalParameters: { isolation: 'bubblewrap' },
      resolvedDependencies: [
        { uri: 'git:harbour', digest: { gitCommit: commit } },
        { name: 'package-lock.json', digest: { sha256: sha('lockfile') } },
      ],
    },
    runDetails: {
      builder: { id: 'https://codex-dominion.dev/builder/bubblewrap', version: { bubblewrap: '0.8.0' } },
      metadata: { invocationId: 'bld_1', startedOn: moment, finishedOn: moment },
      byproducts: [{ name: 'log', digest: { sha256: sha('log') } }],
    },
  },
}

export const mergeSample: Draft<'merge'> = {
  ...about,
  kind: 'merge',
  predicate: {
    service: 'harbour',
    branch: 'main',
    commit,
    base: sha('base').slice(0, 40),
    method: 'fast-forward',
    revertOf: null,
    artifactDigest: artifact,
  },
}

export const workspaceSample: Draft<'workspace'> = {
  ...about,
  kind: 'workspace',
  predicate: { event: 'registered', service: 'harbour', origin: 'path', commit, lockfileSha256: sha('lockfile') },
}

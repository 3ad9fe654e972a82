import { describe, expect, it } from 'vitest'
import type { ModelAttempt } from '#server/ports/models.ts'
import type { ModelCall } from './ask.ts'
import { type CallContext, generationEntries } from './entries.ts'

const sha = 'ab'.repeat(32)

const attempt = (told: Partial<ModelAttempt>): ModelAttempt => ({
  ...{ provider: 'anthropic', requestedModel: 'claude-sonnet-5-5', answeredModel: null, client: 'sdk' },
  ...{ promptTemplateId: 'code/v1', promptTemplateSha256: sha, requestSha256: sha, responseSha256: null },
  ...{ requestId: null, inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, costUsd: null, region: null },
  ...{ timeToFirstByteMs: null, latencyMs: 5, retry: 0, stopReason: null, fault: null },
  ...told,
})

const call = (...attempts: ModelAttempt[]): ModelCall<unknown> => ({
  promptSha256: sha,
  parameters: { deadlineMs: 1_000, maximumOutputTokens: 32_000 },
  attempts,
  exchanges: [],
  consents: [],
  outcome: { kind: 'answered', answer: {}, confidence: 0.8 },
})

const context: CallContext = {
  changeId: 'chg_1',
  personId: 'person_1',
  runId: 'run_1',
  riskTier: 'low',
  purpose: 'code',
  outputs: [{ name: 'a.ts', sha256: sha }],
}

const told = (of: ModelCall<unknown>, more: object = {}) =>
  generationEntries(of, { ...context, ...more }).map(({ predicate }) => predicate as Record<string, unknown>)

describe('the entries of a call', () => {
  const overloaded = attempt({ fault: 'overloaded' })
  const templates = attempt({ provider: 'templates', requestedModel: 'docs@1', answeredModel: 'docs@1', costUsd: 0 })

  it('count the models asked before, not the times that one was asked', () => {
    const asked = told(call(overloaded, { ...overloaded, retry: 1 }, templates))
    expect(asked.map(({ fallbackRank, retry }) => [fallbackRank, retry])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ])
  })

  it('give outputs, confidence and lines to the attempt that answered', () => {
    const [failed, answered] = told(call(overloaded, attempt({ costUsd: 0.02 })), { lines: 12, repair: 2 })
    expect(failed).toMatchObject({ outcome: 'failed', outputs: [], confidence: null, aiLines: null, costUsd: null })
    expect(answered).toMatchObject({ outcome: 'answered', outputs: context.outputs, confidence: 0.8, costUsd: 0.02 })
    expect(answered).toMatchObject({ aiLines: 12, templateLines: 0, humanLines: 0, repair: 2 })
  })

  it('do not call a template’s lines a model’s', () => {
    expect(told(call(templates), { lines: 12 })).toMatchObject([{ aiLines: 0, templateLines: 12, humanLines: 0 }])
    expect(told(call(templates))).toMatchObject([{ aiLines: null, templateLines: null, humanLines: null }])
  })

  it('name the prompt as it was rendered, what the model was told, and what it was asked about', () => {
    const materials = [{ name: 'design', sha256: sha }]
    const [entry] = generationEntries(call(templates), { ...context, materials })
    expect(entry?.predicate).toMatchObject({ promptSha256: sha, parameters: call().parameters, toolCalls: [] })
    expect(entry?.materials).toEqual([{ name: 'code/v1', sha256: sha }, ...materials])
  })
})

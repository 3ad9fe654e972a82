import { describe, expect, it } from 'vitest'
import type { CheckResult } from '#server/workspaces/schemas.ts'
import { type ConfidenceEvidence, confidenceFrom } from './confidence.ts'

const tests: CheckResult = {
  name: 'tests',
  tool: 'vitest',
  toolVersion: '5',
  completed: true,
  passed: true,
  findings: [],
  measures: { linesCoveredPercent: 95 },
  durationMs: 1,
  outputSha256: '0'.repeat(64),
}
const reportOf = (result: CheckResult) => ({ treeId: null, startedAt: '', results: [result], components: [] })
const base: ConfidenceEvidence = {
  report: reportOf(tests),
  runNumber: 1,
  failedAttempts: 0,
  repairs: 0,
  filesChanged: 9,
  selfReported: null,
}

describe('confidence in code that a model wrote', () => {
  it('is enough for sound code at the first try', () => expect(confidenceFrom(base)).toBe(0.85))

  it.each<[string, Partial<ConfidenceEvidence>]>([
    ['an earlier run', { runNumber: 2 }],
    ['a failed request', { failedAttempts: 1 }],
    ['a repair', { repairs: 1 }],
    ['coverage below 90 %', { report: reportOf({ ...tests, measures: { linesCoveredPercent: 85 } }) }],
    ['many files', { filesChanged: 26 }],
    ['the model’s own doubt', { selfReported: 0.4 }],
  ])('falls with %s', (_, change) => expect(confidenceFrom({ ...base, ...change })).toBeLessThan(0.85))

  it('never rises on the model’s own word', () => expect(confidenceFrom({ ...base, selfReported: 1 })).toBe(0.85))

  it.each([
    ['failed', { passed: false }],
    ['did not complete', { completed: false }],
  ])('is nothing when a check %s', (_, change) =>
    expect(confidenceFrom({ ...base, report: reportOf({ ...tests, ...change }) })).toBe(0),
  )

  it('is below the floor of 0.70 after two earlier runs', () =>
    expect(confidenceFrom({ ...base, runNumber: 3 })).toBeLessThan(0.7))
})

import { describe, expect, it } from 'vitest'
import { measuredFor, triggerOf } from './measured.ts'
import { performanceEntry } from './performance.ts'
import type { RolloutWithChange } from './store.ts'
import { judged } from './testing/rollouts.ts'

describe('what a version is taken back for', () => {
  const failing = judged({ attempts: 400, failures: 40, slow: 7, latency: [[50, 400]] })

  it.each([
    ['errors', 'errorRate', { measure: 'errorRate', measured: 0.1, limit: 0.01 }],
    ['recentErrors', 'errorRate', { measure: 'errorRate', measured: 0.1, limit: 0.01 }],
    ['unhealthy', 'health', { measure: 'healthFailures', measured: 0, limit: 3 }],
    ['exited', 'health', { measure: null, measured: null, limit: null }],
    ['person', 'person', { measure: null, measured: null, limit: null }],
    ['gateDeclined', 'gateDeclined', { measure: null, measured: null, limit: null }],
  ] as const)('for %s is the rule %s, with its number and limit', (cause, trigger, measured) => {
    expect(triggerOf(cause)).toBe(trigger)
    expect(measuredFor(cause, failing)).toEqual(measured)
  })

  it('is the slower source’s 95th percentile against its limit', () => {
    const slow = judged({ source: 'probe', attempts: 400, slow: 200, latency: [[800, 400]] })
    expect(measuredFor('latency', slow)).toEqual({
      measure: 'p95Ms',
      measured: slow.numbers.sources.probe.p95Ms,
      limit: 500,
    })
    expect(slow.numbers.sources.probe.p95Ms).toBeGreaterThan(500)
  })

  it('is the probes’ share where nobody else came', () => {
    expect(measuredFor('errors', judged({ source: 'probe', attempts: 50, failures: 25 }))).toMatchObject({
      measured: 0.5,
    })
  })

  it('is unknown when nobody watched', () => {
    expect(measuredFor('errors', null)).toEqual({ measure: null, measured: null, limit: null })
  })
})

describe('the performance of a stage', () => {
  const began = new Date('2026-11-25T12:00:00Z')
  const rollout = {
    ...{ id: 'rol_1', changeId: 'chg_1', service: 'harbour', step: 1, weight: 500, stepStartedAt: began },
    ...{ artifactDigest: `sha256:${'ab'.repeat(32)}`, change: { tier: 'medium' } },
  } as RolloutWithChange

  it('is the edge’s own counts, each source for itself, and how long it lasted', () => {
    const decision = judged({ attempts: 400, failures: 4, slow: 7, latency: [[50, 400]] })
    const [entry] = performanceEntry(rollout, 'canary', decision, 'gate', new Date(began.getTime() + 300_000))
    expect(entry).toMatchObject({
      kind: 'performance',
      predicate: {
        ...{ stage: 'canary', step: 1, weightPartsOf10k: 500, observedMs: 300_000, endedBy: 'gate' },
        live: { attempts: 400, failures: 4, errorRate: 0.01, slow: 7, latencyLimitMs: 500 },
        probe: { attempts: 0, failures: 0, errorRate: null, p95Ms: null },
        limits: { errorRate: 0.01, slowShare: 0.05 },
      },
    })
  })

  it('is not written when nobody watched', () => {
    expect(performanceEntry(rollout, 'sandbox', null, 'canary', began)).toEqual([])
  })
})

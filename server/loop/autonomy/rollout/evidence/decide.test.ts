import { describe, expect, it } from 'vitest'
import type { AttemptBatch } from '#server/ports/delivery.ts'
import { closeTriggers, triggers } from '../../thresholds.ts'
import { assess, beginEvidence, decide, type EvidenceState } from './index.ts'
import { cleanTrialsToProve, upperBound } from './proof.ts'

const base: AttemptBatch = {
  artifactDigest: 'new',
  stage: 'production',
  source: 'live',
  attempts: 0,
  failures: 0,
  slow: 0,
  latency: [],
  healthFailuresInARow: 0,
  exited: false,
  at: '2026-01-01T00:00:00.000Z',
}

function after(batches: readonly Partial<AttemptBatch>[], using = triggers): EvidenceState {
  const start = beginEvidence({ canary: 'new', stable: 'old' })
  return batches.reduce<EvidenceState>((state, batch) => assess(state, { ...base, ...batch }, using), start)
}

function judged(batches: readonly Partial<AttemptBatch>[], using = triggers): string {
  const { verdict, reason } = decide(after(batches, using), using)
  return `${verdict}: ${reason}`
}

const clean = (attempts: number): Partial<AttemptBatch> => ({ attempts, latency: [[10, attempts]] })
const second = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString()

describe('the judge', () => {
  it.each<[string, Partial<AttemptBatch>[], string]>([
    ['nothing seen', [], 'gather: tooFewRequests'],
    ['350 clean requests', [clean(350)], 'gather: tooFewRequests'],
    ['360 clean requests', [clean(360)], 'proven: withinLimits'],
    ['360 clean probes', [{ ...clean(360), source: 'probe' }], 'proven: withinLimits'],
    [
      'clean probes, but one of two users failing',
      [
        { ...clean(360), source: 'probe' },
        { attempts: 2, failures: 1 },
      ],
      'gather: tooFewRequests',
    ],
    ['360 requests of another version', [{ ...clean(360), artifactDigest: 'other' }], 'gather: tooFewRequests'],
    ['two failures of two', [{ attempts: 2, failures: 2 }], 'rollBack: errors'],
    ['two probes failed of two', [{ source: 'probe', attempts: 2, failures: 2 }], 'rollBack: errors'],
    [
      'one failing user and one failing probe',
      [
        { attempts: 1, failures: 1 },
        { source: 'probe', attempts: 1, failures: 1 },
      ],
      'freeze: errorsSuspected',
    ],
    ['fifty failures of one person', [{ attempts: 50, failures: 50, repeatedFailures: 49 }], 'freeze: errorsSuspected'],
    ['four slow of four', [{ attempts: 4, slow: 4 }], 'rollBack: latency'],
    ['two slow of two', [{ attempts: 2, slow: 2 }], 'freeze: latencySuspected'],
    ['14 failures in 1,000', [{ attempts: 1000, failures: 14 }], 'cut: recentErrors'],
    ['14 failures long ago', [{ attempts: 1000, failures: 14 }, clean(3000)], 'proven: withinLimits'],
    ['9 failures in 900', [{ attempts: 900, failures: 9 }], 'gather: tooFewRequests'],
    ['stopped running', [clean(360), { exited: true }], 'rollBack: exited'],
  ])('after %s says so', (_, batches, expected) => expect(judged(batches)).toBe(expected))

  it('takes a version back after three failed health checks in a row within a minute, not after two or over a longer time', () => {
    const failures = (times: number[]) => times.map((at, i) => ({ healthFailuresInARow: i + 1, at: second(at) }))
    expect(judged(failures([0, 1]))).toBe('gather: tooFewRequests')
    expect(judged(failures([0, 1, 2]))).toBe('rollBack: unhealthy')
    expect(judged(failures([0, 40, 80]))).toBe('gather: tooFewRequests')
    expect(judged(failures([0, 40, 80, 90]))).toBe('rollBack: unhealthy')
    expect(judged([...failures([0, 1]), { at: second(3) }, ...failures([4, 5])])).toBe('gather: tooFewRequests')
    expect(judged([{ healthFailuresInARow: 3 }, { healthFailuresInARow: 0 }])).toBe('rollBack: unhealthy')
  })

  it('is twice as strict watched closely', () => {
    expect(judged([{ attempts: 1000, failures: 7 }])).not.toContain('cut')
    expect(judged([{ attempts: 1000, failures: 7 }], closeTriggers)).toBe('cut: recentErrors')
    expect(judged([clean(360)], closeTriggers)).toBe('gather: tooFewRequests')
  })

  it('names a cause that both versions share instead of blaming the new one', () => {
    const stableFails = { artifactDigest: 'old', attempts: 400, failures: 80 }
    expect(judged([stableFails, { attempts: 20, failures: 4 }])).toBe('freeze: sharedCause')
    expect(judged([stableFails, { attempts: 20, failures: 20 }])).toBe('rollBack: errors')
    expect(
      judged([
        { artifactDigest: 'old', attempts: 400 },
        { attempts: 20, failures: 8 },
      ]),
    ).toBe('rollBack: errors')
  })

  it('takes no version back for a machine on which the running one is as slow', () => {
    const probes = (more: Partial<AttemptBatch>) => ({ source: 'probe' as const, attempts: 100, ...more })
    const stable = probes({ artifactDigest: 'old', slow: 30 })
    expect(judged([stable, probes({ slow: 30 })])).toBe('freeze: sharedSlowness')
    expect(judged([stable, probes({ slow: 30 }), probes({ ...clean(5_000) })])).toBe('proven: withinLimits')
    expect(judged([stable, probes({ slow: 90 })])).toBe('rollBack: latency')
    expect(judged([probes({ artifactDigest: 'old' }), probes({ slow: 30 })])).toBe('rollBack: latency')
    expect(judged([stable, { attempts: 100, slow: 30 }])).toBe('rollBack: latency')
  })

  it('holds a version to three times the 95th percentile of the running one, once that is known', () => {
    const slower = { attempts: 10, latency: [[200, 10]] as const }
    const baseline = (attempts: number) => ({ artifactDigest: 'old', attempts, latency: [[40, attempts]] as const })
    expect(judged([baseline(500), slower])).toBe('rollBack: latency')
    expect(judged([baseline(100), slower])).toBe('gather: tooFewRequests')
    expect(decide(after([baseline(500)]), triggers).numbers.sources.live.latencyLimitMs).toBe(120)
  })

  it('never forgets a conviction, however good what follows', () => {
    expect(judged([{ attempts: 2, failures: 2 }, clean(100_000)])).toBe('rollBack: errors')
  })

  it('gives the same decision from stored state as from the live one, with every number in it', () => {
    const state = after([
      { ...clean(90), failures: 3 },
      { attempts: 5, slow: 1, source: 'probe' },
    ])
    const stored = JSON.parse(JSON.stringify(state)) as EvidenceState
    expect(decide(stored, triggers)).toEqual(decide(state, triggers))
    const { live } = decide(state, triggers).numbers.sources
    expect(live.error).toMatchObject({ trials: 90, bad: 3, limit: 0.01, cleanTrialsNeeded: expect.any(Number) })
    expect(JSON.stringify(decide(state, triggers))).not.toContain('null,"evidence"')
  })
})

describe('the upper bound', () => {
  it('falls below 1 % after about 351 clean requests and below 0.5 % after about 703', () => {
    expect(cleanTrialsToProve(0.01, 20)).toBeGreaterThan(340)
    expect(cleanTrialsToProve(0.01, 20)).toBeLessThan(362)
    expect(cleanTrialsToProve(0.005, 20)).toBeGreaterThan(680)
    expect(cleanTrialsToProve(0.005, 20)).toBeLessThan(726)
  })

  it('says nothing without requests, falls as clean ones come and stays above what was seen', () => {
    expect(upperBound({ trials: 0, bad: 0 }, 20)).toBe(1)
    const bounds = [10, 100, 1000, 10_000].map((trials) => upperBound({ trials, bad: 0 }, 20))
    expect(bounds).toEqual([...bounds].sort((a, b) => b - a))
    expect(upperBound({ trials: 1000, bad: 50 }, 20)).toBeGreaterThan(0.05)
    expect(upperBound({ trials: 1000, bad: 50 }, 20)).toBeLessThan(0.1)
  })
})

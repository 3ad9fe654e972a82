import { describe, expect, it } from 'vitest'
import type { AttemptBatch } from '#server/ports/delivery.ts'
import { closeTriggers, triggers } from '../../thresholds.ts'
import { assess, beginEvidence, decide, type EvidenceState } from './index.ts'
import { emptyProcess, logEvidence, observe } from './process.ts'
import { logProof } from './proof.ts'

/** Seeded, so a failure repeats. Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function quantileOf(values: number[], share: number): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}

function slice(attempts: number, failures: number): AttemptBatch {
  return {
    artifactDigest: 'canary',
    stage: 'production',
    source: 'live',
    attempts,
    failures,
    slow: 0,
    latency: [],
    healthFailuresInARow: 0,
    exited: false,
    at: '2026-01-01T00:00:00.000Z',
  }
}

/** The verdicts ever given while traffic flows, one slice a second. */
function verdictsOver(seconds: number, perSecond: number, failing: number, random: () => number): Set<string> {
  let state: EvidenceState = beginEvidence({ canary: 'canary', stable: null })
  const seen = new Set<string>()
  for (let second = 0; second < seconds; second++) {
    let failures = 0
    for (let i = 0; i < perSecond; i++) if (random() < failing) failures++
    state = assess(state, slice(perSecond, failures), triggers)
    if (second % 10 === 9) seen.add(decide(state, triggers).verdict)
  }
  return seen
}

describe('a healthy version', () => {
  it.each([1, 2, 10])('at 0.2 percent failures and %i requests a second is not taken back in 600 s', (perSecond) => {
    const random = seeded(perSecond)
    const runs = Array.from({ length: 60 }, () => verdictsOver(600, perSecond, 0.002, random))
    expect(runs.filter((seen) => seen.has('rollBack')).length).toBeLessThanOrEqual(1)
  })

  it('at 0.2 % is proven within 600 s at 10 requests a second, nearly always', () => {
    const random = seeded(5)
    const runs = Array.from({ length: 40 }, () => verdictsOver(600, 10, 0.002, random))
    expect(runs.filter((seen) => seen.has('proven')).length).toBeGreaterThanOrEqual(36)
  })
})

/** Requests until a cumulative e-value is reached. */
function requestsToDetect(limit: number, failing: number, evidence: number, random: () => number): number {
  let bad = 0
  for (let trials = 1; trials <= 40_000; trials++) {
    if (random() < failing) bad++
    if (logEvidence({ trials, bad }, limit) >= Math.log(evidence)) return trials
  }
  return Number.POSITIVE_INFINITY
}

describe('a failing version', () => {
  it.each([
    ['100 % errors', 0.01, 1, 2, 2, 2],
    ['20 % errors', 0.01, 0.2, 6, 24, 80],
    ['5 % errors', 0.01, 0.05, 60, 260, 800],
    ['20 % slow', 0.05, 0.2, 25, 100, 300],
    ['everything slow', 0.05, 1, 2, 4, 4],
    ['2 % errors watched closely', 0.005, 0.02, 150, 900, 2500],
  ])('with %s is found in as many requests as promised', (_, limit, failing, atLeast, median, worst) => {
    const random = seeded(11)
    const runs = Array.from({ length: 120 }, () => requestsToDetect(limit, failing, triggers.evidence.rollBack, random))
    expect(quantileOf(runs, 0.5)).toBeGreaterThanOrEqual(atLeast)
    expect(quantileOf(runs, 0.5)).toBeLessThanOrEqual(median)
    expect(quantileOf(runs, 0.95)).toBeLessThanOrEqual(worst)
  })

  it('that fails late is found by the restarted test in about a quarter of the time the cumulative one needs', () => {
    const random = seeded(3)
    const waits = Array.from({ length: 60 }, () => {
      let process = observe(emptyProcess, 2400, 2, 0.01)
      const found = { restarted: 0, cumulative: 0 }
      for (let second = 1; second < 900 && !(found.restarted && found.cumulative); second++) {
        let bad = 0
        for (let i = 0; i < 10; i++) if (random() < 0.05) bad++
        process = observe(process, 10, bad, 0.01)
        if (process.restartedPeak >= Math.log(triggers.evidence.lateOnset)) found.restarted ||= second
        if (logEvidence(process, 0.01) >= Math.log(triggers.evidence.rollBack)) found.cumulative ||= second
      }
      return found
    })
    const restarted = quantileOf(
      waits.map((each) => each.restarted),
      0.5,
    )
    expect(restarted).toBeGreaterThan(5)
    expect(restarted).toBeLessThan(66)
    expect(restarted * 2).toBeLessThan(
      quantileOf(
        waits.map((each) => each.cumulative),
        0.5,
      ),
    )
  })
})

describe('promotion', () => {
  it.each([
    ['1 %', triggers, 300, 1500],
    ['0.5 % watched closely', closeTriggers, 700, 6000],
  ])('below %s takes a bounded number of requests at a true 0.2 %%', (_, { errorRate, evidence }, atLeast, atMost) => {
    const random = seeded(21)
    const runs = Array.from({ length: 60 }, () => {
      let bad = 0
      for (let trials = 1; trials < 40_000; trials++) {
        if (random() < 0.002) bad++
        if (logProof({ trials, bad }, errorRate.limit) >= Math.log(evidence.prove)) return trials
      }
      return Number.POSITIVE_INFINITY
    })
    expect(quantileOf(runs, 0.5)).toBeGreaterThan(atLeast)
    expect(quantileOf(runs, 0.5)).toBeLessThan(atMost)
  })

  it('is given to a version at twice the limit in less than one case of ten', () => {
    const random = seeded(8)
    const runs = Array.from({ length: 60 }, () => verdictsOver(300, 10, 0.02, random))
    expect(runs.filter((seen) => seen.has('proven')).length).toBeLessThan(6)
  })
})

import { describe, expect, it } from 'vitest'
import { attemptLog } from './attempt-log.ts'
import { countAttempts } from './counter.ts'
import { bucketOf, upperBoundMs } from './latency-buckets.ts'

const version = { service: 'harbour', stage: 'production' as const, artifactDigest: 'sha256:one' }
const fine = { failed: false, ms: 12, principal: 'someone' }

describe('the counter', () => {
  it('says nothing when nothing happened', () => expect(countAttempts(version).take('now')).toEqual([]))

  it('counts each attempt once, users and probes apart', () => {
    const counter = countAttempts(version)
    counter.record('live', fine)
    counter.record('live', { ...fine, ms: 900 })
    counter.record('probe', { failed: true, ms: 1, principal: null })
    const [probe, live] = counter.take('then')
    expect(live).toMatchObject({
      source: 'live',
      attempts: 2,
      failures: 0,
      slow: 1,
      at: 'then',
      artifactDigest: 'sha256:one',
    })
    expect(probe).toMatchObject({ source: 'probe', attempts: 1, failures: 1, repeatedFailures: 0, slow: 0 })
    expect(counter.take('later')).toEqual([])
  })

  it('marks further failures of one person, across slices, and not those of another', () => {
    const counter = countAttempts(version)
    const failed = { ...fine, failed: true }
    counter.record('live', failed)
    counter.take('first')
    counter.record('live', failed)
    counter.record('live', { ...failed, principal: 'someone else' })
    expect(counter.take('second')).toMatchObject([{ failures: 2, repeatedFailures: 1 }])
  })

  it('reports health and an exit even without attempts, and the exit once', () => {
    const counter = countAttempts(version)
    counter.health(0)
    expect(counter.take('a')).toEqual([])
    counter.health(2)
    counter.exited()
    expect(counter.take('b')).toMatchObject([{ source: 'probe', attempts: 0, healthFailuresInARow: 2, exited: true }])
    counter.health(2)
    expect(counter.take('c')).toEqual([])
    counter.health(0)
    expect(counter.take('d')).toMatchObject([{ healthFailuresInARow: 0, exited: false }])
  })
})

describe('latency buckets', () => {
  it('hold what they say: never above the bound, never below the one before', () => {
    for (let ms = 0.1; ms < 12_000; ms *= 1.07) {
      const bucket = bucketOf(ms)
      expect(upperBoundMs(bucket)).toBeGreaterThanOrEqual(ms - 0.001)
      if (bucket > 0) expect(upperBoundMs(bucket - 1)).toBeLessThan(ms + 0.001)
    }
    expect(bucketOf(1e9)).toBe(63)
  })
})

describe('the attempt log', () => {
  const slices = (n: number) => countedSlices(n)
  it('gives what came after the cursor, once', () => {
    const log = attemptLog(1000)
    log.append(slices(3))
    const first = log.since(0)
    expect(first.batches).toHaveLength(3)
    log.append(slices(2))
    expect(log.since(first.cursor).batches).toHaveLength(2)
    expect(log.since(log.since(0).cursor).batches).toEqual([])
    expect(log.since(Number.MAX_SAFE_INTEGER)).toEqual({ cursor: 1005, batches: [] })
  })

  it('drops the oldest past its bound, and cursors stay right', () => {
    const log = attemptLog(0)
    for (let i = 0; i < 30; i++) log.append(slices(1000))
    const { cursor, batches } = log.since(0)
    expect(cursor).toBe(30_000)
    expect(batches.length).toBeLessThanOrEqual(22_000)
    expect(log.since(29_999).batches).toHaveLength(1)
  })
})

function countedSlices(n: number) {
  const counter = countAttempts(version)
  return Array.from({ length: n }, () => {
    counter.record('live', fine)
    return counter.take('now')[0] as NonNullable<ReturnType<typeof counter.take>[number]>
  })
}

import { describe, expect, it } from 'vitest'
import { periodAfter, periodAt } from './period.ts'

const at = (moment: string) => periodAt(new Date(moment)).shard

describe('the tree of a moment', () => {
  it.each([
    ['2026-10-01T00:00:00.000Z', '2026q4'],
    ['2026-12-28T23:59:59.999Z', '2026q4'],
    ['2026-12-29T00:00:00.000Z', '2026q4b'],
    ['2026-12-31T23:59:59.999Z', '2026q4b'],
    ['2027-01-01T00:00:00.000Z', '2027q1'],
    ['2027-03-30T23:59:59.999Z', '2027q1'],
    ['2027-03-31T00:00:00.000Z', '2027q1b'],
    ['2028-03-29T00:00:00.000Z', '2028q1'],
    ['2028-03-30T00:00:00.000Z', '2028q1b'],
    ['2027-04-01T00:00:00.000Z', '2027q2'],
    ['2027-09-28T00:00:00.000Z', '2027q3b'],
  ])('at %s is %s', (moment, shard) => expect(at(moment)).toBe(shard))

  it('follows the one before without a gap, is never longer than 89 days, and sorts by name', () => {
    let period = periodAt(new Date('2026-01-01T00:00:00Z'))
    for (let many = 0; many < 80; many++) {
      const next = periodAfter(period.from)
      expect(next.from).toEqual(period.until)
      expect(period.until.getTime() - period.from.getTime()).toBeLessThanOrEqual(89 * 86_400_000)
      expect(period.until.getTime()).toBeGreaterThan(period.from.getTime())
      expect(next.shard > period.shard).toBe(true)
      expect(periodAt(new Date(period.until.getTime() - 1))).toEqual(period)
      period = next
    }
    expect(period.shard).toBe('2036q1')
  })
})

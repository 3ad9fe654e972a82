import { describe, expect, it } from 'vitest'
import { newId } from './ids.ts'

describe('a new id', () => {
  it('names its kind and is a UUID version 7', () => {
    expect(newId('change')).toMatch(/^change_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  })

  it('sorts by the millisecond it was made in', () => {
    const times = [1, 1_000, 1_700_000_000_000, 1_700_000_000_001, 2 ** 47]
    const ids = times.map((time) => newId('timer', time))
    expect([...ids].sort()).toEqual(ids)
  })

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newId('entry', 5))).size).toBe(10_000)
  })
})

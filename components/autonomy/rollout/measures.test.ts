import { describe, expect, it } from 'vitest'
import { stillNeeded } from './measures.ts'

const test = { trials: 0, bad: 0, limit: 0.01, cleanTrialsNeeded: 299 }

describe('what a measure still needs', () => {
  it('is every clean attempt at first, and fewer with each', () => {
    expect(stillNeeded(test)).toEqual({ attempts: 299, atLeast: false })
    expect(stillNeeded({ ...test, trials: 200 })).toEqual({ attempts: 99, atLeast: false })
  })

  it('is more than that once some were bad', () => {
    expect(stillNeeded({ ...test, trials: 200, bad: 1, upperBound: 0.03 })).toEqual({ attempts: 99, atLeast: true })
  })

  it('never counts below one while the limit is not proven', () => {
    expect(stillNeeded({ ...test, trials: 400, bad: 2, upperBound: 0.02 })).toEqual({ attempts: 1, atLeast: true })
  })

  it('is nothing once what was seen keeps below the limit', () => {
    expect(stillNeeded({ ...test, trials: 900, bad: 1, upperBound: 0.009 })).toBeNull()
    expect(stillNeeded({ ...test, trials: 299 })).toBeNull()
  })
})

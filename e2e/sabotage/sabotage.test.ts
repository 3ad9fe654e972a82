import { afterAll, describe, expect, it } from 'vitest'
import { Copy } from './copy.ts'
import { sabotages } from './table.ts'

const copy = new Copy()
afterAll(() => copy.remove())

describe('each part of the loop, swapped for a constant', () => {
  it('is in the list: all ten', () => {
    const numbers = new Set(sabotages.map(({ item }) => Number.parseInt(item, 10)))
    expect([...numbers].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('is judged by tests that pass as long as nothing is swapped', async () => {
    const ran = await copy.run([...new Set(sabotages.map(({ test }) => test))])
    expect(ran, ran.output).toMatchObject({ success: true, numFailedTests: 0 })
  })

  it.each(sabotages.map((sabotage) => [sabotage.item, sabotage.becomes, sabotage] as const))(
    '%s: %s, and a test goes red',
    async (_item, _becomes, sabotage) => {
      const ran = await copy.with(sabotage, () => copy.run([sabotage.test]))
      // A test that ran and failed, not a file that could not be read.
      expect(ran.numFailedTests, ran.output).toBeGreaterThan(0)
    },
  )
})

import { beforeAll, describe, expect, it } from 'vitest'
import { harbour } from '#server/loop/intents/structure/harbour.samples.ts'
import { type Adjudicated, type Measured, measure, readCorpus } from './measure.ts'

/** ADR-001 "Error Budgets": fewer than 5 % wrong. Too low is worse than too high and has a limit of its own. */
const limits = { wrongTier: 0.05, underTiered: 0.02 }

let corpus: Adjudicated[]
let all: Measured
beforeAll(async () => {
  corpus = await readCorpus()
  all = await measure(corpus, harbour)
})

describe('the tier of judged intents', () => {
  it('is measured on enough of them, of every kind and tier, a third held out', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(120)
    expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length)
    expect(corpus.filter(({ heldOut }) => heldOut).length / corpus.length).toBeGreaterThan(0.29)
    for (const variant of ['paraphrase', 'typo', 'injection', 'understatement'])
      expect(corpus.filter((each) => each.variant === variant).length, variant).toBeGreaterThan(4)
  })

  it('is wrong in fewer than 5 in 100, and too low in fewer than 2', () => {
    expect(all.wrongTier.share, JSON.stringify(all.misses, null, 1)).toBeLessThan(limits.wrongTier)
    expect(all.underTiered.share).toBeLessThan(limits.underTiered)
  })

  it('is as good on those nobody looked at', async () => {
    const unseen = await measure(
      corpus.filter(({ heldOut }) => heldOut),
      harbour,
    )
    expect(unseen.wrongTier.share, JSON.stringify(unseen.misses)).toBeLessThan(limits.wrongTier)
  })

  it.each(['injection', 'understatement'])('is never too low for an %s', async (variant) => {
    const { underTiered, misses } = await measure(
      corpus.filter((each) => each.variant === variant),
      harbour,
    )
    expect(underTiered.count, JSON.stringify(misses)).toBe(0)
  })

  it('is never too low for what is critical', () => {
    const { low, medium, high } = all.confusion.critical
    expect([low, medium, high]).toEqual([0, 0, 0])
  })
})

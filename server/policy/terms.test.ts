import { describe, expect, it } from 'vitest'
import { termsOf } from './terms.ts'
import { thresholds } from './thresholds.ts'

describe('termsOf', () => {
  it('gives one to three words with their places', () => {
    expect(termsOf('Rotate API keys')).toEqual([
      { term: 'rotate', start: 0, end: 6 },
      { term: 'rotate api', start: 0, end: 10 },
      { term: 'rotate api key', start: 0, end: 15 },
      { term: 'api', start: 7, end: 10 },
      { term: 'api key', start: 7, end: 15 },
      { term: 'key', start: 11, end: 15 },
    ])
  })
  it('reads words as people write them', () => {
    const words = termsOf("Côte d'Ivoire’s POLICIES, e-mail; passes/addresses").map(({ term }) => term)
    expect(words).toEqual(expect.arrayContaining(['cote', 'policy', 'e mail', 'pass', 'address']))
  })
  it('finds nothing in nothing', () => expect(termsOf(' … ')).toEqual([]))

  const terms = Object.entries(thresholds.textRules).flatMap(([name, rule]) => rule.terms.map((term) => [name, term]))
  it.each(terms)('the words of %s can be met: %s', (_, term) => {
    expect(termsOf(term).map((found) => found.term)).toContain(term)
  })
})

import { describe, expect, it } from 'vitest'
import { costOf, defaultModel, isSameModel, registeredModel, registeredModels } from './registry.ts'

describe('the registry of models', () => {
  it('has an active default', () => expect(registeredModel(defaultModel)?.lifecycle).toBe('active'))

  it('names a successor for each model that is to go, and it is there', () => {
    const going = registeredModels.filter(({ lifecycle }) => lifecycle !== 'active')
    expect(going.length).toBeGreaterThan(0)
    for (const { replacedBy, retiresAt } of going) {
      expect(registeredModel(replacedBy ?? '')?.lifecycle).toBe('active')
      expect(Date.parse(retiresAt ?? '')).not.toBeNaN()
    }
  })

  it.each([
    ['claude-sonnet-5-5', 'claude-sonnet-5-5', true],
    ['claude-sonnet-5-5', 'claude-sonnet-5-5-20261015', true],
    ['claude-sonnet-5', 'claude-sonnet-5-5', false],
    ['claude-sonnet-5-5', 'claude-haiku-5-5', false],
  ])('%s answered by %s: %s', (asked, answered, same) => expect(isSameModel(asked, answered)).toBe(same))

  it('prices tokens by the million, and nothing it does not know', () => {
    const tokens = { inputTokens: 1_000_000, outputTokens: 100_000, cacheReadTokens: 500_000 }
    expect(costOf('claude-sonnet-5-5-20261015', tokens)).toBeCloseTo(2 + 1 + 0.1)
    expect(costOf('somebody-elses-model', tokens)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { parseEnvironment } from './env.ts'

describe('the environment', () => {
  it('needs nothing set', () => {
    expect(parseEnvironment({})).toMatchObject({ PORT: 3000, CLOCK: 'real' })
    expect(parseEnvironment({}).DATABASE_URL).toBeUndefined()
  })

  it('takes an empty variable for an unset one', () => {
    expect(parseEnvironment({ ANTHROPIC_API_KEY: ' ' }).ANTHROPIC_API_KEY).toBeUndefined()
  })

  it.each([
    ['a port that is none', { PORT: 'http' }, /PORT/],
    ['a port out of range', { EDGE_PORT: '70000' }, /EDGE_PORT/],
    ['a clock that is none', { CLOCK: 'fast' }, /CLOCK/],
  ])('names %s', (_, variables, sentence) => expect(() => parseEnvironment(variables)).toThrow(sentence))

  it('names everything that is wrong at once', () => {
    expect(() => parseEnvironment({ PORT: 'x', CLOCK: 'y' })).toThrow(/PORT.*CLOCK/)
  })
})

import { describe, expect, it } from 'vitest'
import { date, decimal, email, integer, isImoNumber, optional, text, timestamp, uuid, yesOrNo } from './values.ts'

describe('values', () => {
  it.each([
    ['text', text(), 'Port of Spain', 7],
    ['text without a zero byte', text(), 'ab', 'a\0b'],
    ['whole characters', text(), 'é', '\ud800'],
    ['text of the default length', text(), 'x'.repeat(1000), 'x'.repeat(1001)],
    ['text long enough', text({ minLength: 2 }), 'ab', 'a'],
    ['text short enough', text({ maxLength: 2 }), 'ab', 'abc'],
    ['text of a form', text({ patterns: ['^[A-Z]+$'] }), 'AB', 'ab'],
    ['one of a list', text({ oneOf: ['north', 'south'] }), 'south', 'west'],
    ['an IMO number', text({ imoNumber: true }), '9074729', '9074728'],
    ['an email address', email(), 'harbour@example.com', 'harbour'],
    ['a whole number', integer({ minimum: 1, maximum: 3 }), 3, 4],
    ['no fraction', integer(), 1, 1.5],
    ['a decimal', decimal({ minimum: 0.5 }), 0.5, 0.4],
    ['yes or no', yesOrNo(), false, 'no'],
    ['a date', date(), '2026-02-28', '2026-02-30'],
    ['a year', date(), '0001-01-01', '0000-01-01'],
    ['a moment', timestamp(), '2026-01-31T12:00:00.000Z', '2026-01-31'],
    ['a UUID', uuid(), '0b8f3c8e-8a0c-4d7f-9d3f-0c6c0f6b2a11', '0b8f'],
  ])('accept %s, and nothing near it', (_, schema, good, bad) => {
    expect(schema.parse(good)).toBe(good)
    expect(schema.safeParse(bad).success).toBe(false)
  })

  it('may be left out when optional', () => {
    expect(optional(text()).parse(undefined)).toBeNull()
    expect(optional(text()).parse(null)).toBeNull()
    expect(optional(text()).parse('x')).toBe('x')
  })

  it('know the check digit of an IMO number', () => {
    expect(['9074729', 'IMO 9074729', 'IMO9074729'].map(isImoNumber)).toEqual([true, true, true])
    expect(['9074720', '90747290', 'IMO', ''].map(isImoNumber)).toEqual([false, false, false, false])
  })
})

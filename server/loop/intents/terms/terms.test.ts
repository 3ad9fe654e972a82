import { describe, expect, it } from 'vitest'
import { formTerms, riskTerms } from './index.ts'

const terms = (text: string) => riskTerms(text).map(({ term }) => term)

describe('riskTerms', () => {
  it.each([
    ['Deleting old berths', 'delete'],
    ['the deletion of berths', 'delete'],
    ['berths are dropped', 'drop'],
    ['removal of the field', 'remove'],
    ['erasure of records', 'erase'],
    ['encrypting vessel names', 'encrypt'],
    ['migrated tables', 'migrate'],
    ['signing in with a card', 'sign in'],
    ['Sign agents out at night', 'log out'],
    ['legally binding', 'legal'],
    ['agents logged in', 'log in'],
    ['invoicing', 'invoice'],
    ['tiny tweak to the pasword page', 'password'],
    ['a small migartion', 'migration'],
    ['authenticaton', 'authentication'],
    ['passw0rd rules', 'password'],
    ['pass word rules', 'password'],
    ['p a s s w o r d rules', 'password'],
    ['call resetPassword there', 'password'],
    ['the p\u0430ssword page', 'password'],
    ['the auth_token header', 'token'],
  ])('%s: %s', (text, term) => expect(terms(text)).toContain(term))

  it.each([
    ['the content of a container', 'consent'],
    ['a remote pilot station', 'remove'],
    ['the place of residence', 'residency'],
    ['patent numbers', 'patient'],
  ])('does not take %s for %s', (text, term) => expect(terms(text)).not.toContain(term))

  it('points at the words it read', () => {
    const text = 'Please stop deleting vessels'
    const { start = 0, end = 0 } = riskTerms(text).find(({ term }) => term === 'delete') ?? {}
    expect(text.slice(start, end)).toBe('deleting')
  })

  it('keeps every word as written', () =>
    expect(terms('Rotate API keys')).toEqual(expect.arrayContaining(['rotate', 'api key', 'rotate api key'])))
})

describe('formTerms', () => {
  it('gives the words of names, at the end of the text', () => {
    const spec = { shape: 'config', service: 'harbour', key: 'auth.sessionTimeout', value: 5 } as const
    expect(formTerms(spec, 12)).toContainEqual({ term: 'session', start: 12, end: 12 })
    expect(formTerms(spec, 12)).toContainEqual({ term: 'auth', start: 12, end: 12 })
  })
})

import { describe, expect, it } from 'vitest'
import { bucketOf, principalOf } from './bucket.ts'
import { targetOf } from './target.ts'

describe('buckets', () => {
  it.each([50, 100, 500, 2500])('give weight %i its share of 40,000 people', (weight) => {
    let inside = 0
    for (let i = 0; i < 40_000; i++) if (bucketOf(`person ${i}`, 'sha256:canary') < weight) inside++
    const expected = 4 * weight
    expect(Math.abs(inside - expected)).toBeLessThan(5 * Math.sqrt(expected))
  })

  it('draw other people for another rollout', () => {
    const same = Array.from(
      { length: 2000 },
      (_, i) => bucketOf(`person ${i}`, 'one') === bucketOf(`person ${i}`, 'two'),
    )
    expect(same.filter(Boolean).length).toBeLessThan(10)
  })
})

describe('a principal', () => {
  const address = '10.0.0.1'
  it.each([
    ['credentials before a cookie', { authorization: 'Bearer x', cookie: 'session=a' }, { authorization: 'Bearer x' }],
    ['the session among other cookies', { cookie: 'theme=dark; session=a; seen=3' }, { cookie: 'seen=4; session=a' }],
    ['the address without either', { cookie: 'theme=dark' }, {}],
  ])('is known by %s', (_, one, other) => {
    expect(principalOf(one, address)).toBe(principalOf(other, address))
  })

  it('is never told apart by chance: another session is another principal, and none is readable', () => {
    expect(principalOf({ cookie: 'session=a' }, address)).not.toBe(principalOf({ cookie: 'session=b' }, address))
    expect(principalOf({ authorization: 'Bearer secret' }, address)).not.toContain('secret')
  })
})

describe('a target', () => {
  it.each([
    ['/harbour/', { kind: 'service', service: 'harbour', path: '/' }],
    ['/harbour/a/b?x=/y?z', { kind: 'service', service: 'harbour', path: '/a/b?x=/y?z' }],
    ['/harbour//evil.example', { kind: 'service', service: 'harbour', path: '//evil.example' }],
    ['/harbour?x', { kind: 'redirect', location: '/harbour/?x' }],
    ['/', { kind: 'unknown' }],
    ['//harbour/x', { kind: 'unknown' }],
    ['/Harbour/x', { kind: 'unknown' }],
    ['http://elsewhere/harbour/x', { kind: 'unknown' }],
    ['*', { kind: 'unknown' }],
  ])('of %s', (url, target) => expect(targetOf(url)).toEqual(target))
})

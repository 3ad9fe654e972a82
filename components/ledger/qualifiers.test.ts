import { describe, expect, it } from 'vitest'
import { typedSearch } from './qualifiers.ts'

const digest = 'ab'.repeat(32)

describe('a typed search', () => {
  it('is read word by word', () => {
    expect(typedSearch(`kind:Deployment change:chg_1 before:2026-11-25 digest:sha256:${digest}`)).toEqual({
      asked: {
        ...{ kind: 'deployment', changeId: 'chg_1', runId: null, actor: null, sha256: digest },
        ...{ since: null, until: '2026-11-25T00:00:00.000Z' },
      },
      misread: [],
    })
  })

  it.each([
    ['kind:merge stray', { word: 'stray', why: 'name' }],
    ['kind:merge colour:blue', { word: 'colour:blue', why: 'name' }],
    ['digest:short', { word: 'digest:short', why: 'value' }],
    ['before:yesterday', { word: 'before:yesterday', why: 'value' }],
    ['before:2026-13-45', { word: 'before:2026-13-45', why: 'value' }],
    ['actor:', { word: 'actor:', why: 'value' }],
  ])('%s says what of it was not understood', (q, misread) => {
    expect(typedSearch(q)?.misread).toEqual([misread])
  })

  it.each(['chg_1', `sha256:${digest}`, digest, ''])('is not “%s”', (q) => expect(typedSearch(q)).toBeNull())

  it.each([
    ['after:2026-11-25T18:30', '2026-11-25T18:30:00.000Z'],
    ['after:2026-11-25T18:30:05Z', '2026-11-25T18:30:05.000Z'],
  ])('%s is a moment in UTC', (q, since) => expect(typedSearch(q)?.asked.since).toBe(since))
})
